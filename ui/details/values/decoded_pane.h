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

/// What a payload means behind its encodings: a chain like "Base64 › gzip › JSON", and what is
/// at its end as a tree, as text or in hex. The encoding is recognised, or chosen by hand; a
/// choice stays for the messages after it. Works in the background. A string in the tree can be
/// looked into (Enter) as if it were a message of its own; Backspace goes back.
class DecodedPane : public QWidget
{
    Q_OBJECT

public:
    explicit DecodedPane(QWidget* parent = nullptr);

    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);

signals:
    /// A term of the filter language for a value.
    void filterTermRequested(const QString& term);
    /// Bytes of the payload that a value stands in.
    void hexRequested(quint64 first, quint64 count);
    /// What was asked for last is on screen.
    void shown();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Something that is looked at: the payload, or a string within what was decoded.
    struct Step
    {
        std::shared_ptr<const present::Payload> payload;
        std::optional<codec::Encoding> chosen;
        QString path; ///< where it stands in the step before
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
    std::shared_ptr<const codec::Decoding> decoding_; ///< what is shown
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
