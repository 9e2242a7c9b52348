// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/decoding.h"
#include "present/payload/event_loader.h"
#include "present/search/decoded_terms.h"
#include "work/task.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QToolButton;

namespace framescope::ui {

class DecodedTree;
class ElidedLabel;
class FindBar;
class HexPane;
class TextPane;
class WorkingStack;

/// The decoded content of a payload: the chain of encodings, "Base64 › gzip › JSON", and the
/// innermost content as a tree, as text or in hex. The encoding is recognised, or chosen by the
/// user for all later messages. Works in the background. A string in the tree can be opened (Enter)
/// like a message of its own; Backspace goes back.
class DecodedPane : public QWidget
{
    Q_OBJECT

public:
    explicit DecodedPane(QWidget* parent = nullptr);

    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);

signals:
    /// Emitted with a term of the filter language for a value.
    void filterTermRequested(const QString& term);
    /// Emitted with the bytes that a value has in the payload.
    void hexRequested(quint64 first, quint64 count);
    /// Emitted when the result of the latest request is on screen.
    void shown();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The payload, or a string opened within decoded content.
    struct Step
    {
        std::shared_ptr<const present::Payload> payload;
        std::optional<codec::Encoding> chosen;
        QString path;                                          ///< its path in the step before
        present::Standing standing = present::Standing::Whole; ///< of its bytes in the message
    };

    QWidget* makeHeader();
    void start();
    void display(const std::shared_ptr<const codec::Decoding>& decoding);
    void displayContent(const std::shared_ptr<const codec::Decoding>& decoding);
    void showChain(const codec::Decoding& decoding);
    void showFailure(const codec::Decoding& decoding);
    void chooseEncoding();
    void lookInto(codec::ValueTree::NodeId node);
    void goBack();

    std::shared_ptr<const present::LoadedEvent> event_;
    std::vector<Step> steps_;
    std::optional<codec::Encoding> chosen_;           ///< for payloads
    std::shared_ptr<const codec::Decoding> decoding_; ///< the decoding shown
    work::Task task_;                                 ///< decodes
    QComboBox* encoding_;
    QToolButton* back_;
    ElidedLabel* chain_;
    ElidedLabel* failure_;
    FindBar* findBar_;
    QToolButton* find_;
    DecodedTree* tree_;
    TextPane* text_;
    HexPane* hex_;
    WorkingStack* stack_;
};

} // namespace framescope::ui
