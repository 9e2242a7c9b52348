// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/decoding.h"
#include "present/payload/payload_copy.h"
#include "present/search/decoded_terms.h"
#include "ui/details/values/json_tree.h"

#include <memory>
#include <optional>

namespace framescope::present {
class DecodingModel;
}

namespace framescope::ui {

class FindBar;
class ValueFinder;

/// The tree of decoded values with its commands: copy, filter, show in hex, decode a string.
class DecodedTree : public JsonTree
{
    Q_OBJECT

public:
    explicit DecodedTree(FindBar* findBar);

    /// Shows the tree of a decoding, or nothing if it has none. `standing` is that of the decoded
    /// bytes in the message.
    void setDecoding(std::shared_ptr<const codec::Decoding> decoding, present::Standing standing);
    /// Disables the commands while another payload is decoded, until the next setDecoding.
    void setOutdated();
    void setCanGoBack(bool can) { canGoBack_ = can; }

signals:
    void filterTermRequested(const QString& term);
    void hexRequested(quint64 first, quint64 count);
    /// Emitted to decode the string of this node by itself.
    void openRequested(framescope::codec::ValueTree::NodeId node);
    void backRequested();
    /// Emitted with the path of the current value, or why a command is not possible.
    void described(const QString& line);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addCommands();
    void arrangeColumns();
    void describe();
    void prepareMenu(QMenu& menu);
    std::optional<codec::ValueTree::NodeId> currentNode() const;
    present::DecodedTerms currentTerms() const;
    bool isInPayload() const;
    void request(const std::optional<present::CellTerm>& term, const QString& reason);
    void showInHex();
    void openCurrent();

    std::shared_ptr<const codec::Decoding> decoding_;
    present::Standing standing_ = present::Standing::Whole;
    present::DecodingModel* model_;
    present::PayloadCopy* copy_;
    ValueFinder* finder_;
    bool canGoBack_ = false;
    bool isOutdated_ = false;
    bool arranging_ = false;
    bool arranged_ = false; ///< the user moved a column
};

} // namespace framescope::ui
