// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/decoding.h"
#include "present/payload/event_loader.h"
#include "present/search/decoded_terms.h"
#include "present/values/value_copy.h"
#include "work/task.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace framescope::present {
class DecodingModel;
}

namespace framescope::ui {

class ElidedLabel;
class FindBar;
class HexPane;
class JsonTree;
class TextPane;
class ValueFinder;

/// What a payload means behind its encodings: a chain like "Base64 › gzip › JSON", and what is
/// at its end as a tree, as text or in hex. The encoding is recognised, or chosen by hand; a
/// choice stays for the messages after it. Works in the background. A string in the tree can be
/// looked into (Enter) as if it were a message of its own; Backspace goes back.
class DecodedPane : public QWidget
{
    Q_OBJECT

public:
    explicit DecodedPane(QWidget* parent = nullptr);
    ~DecodedPane() override;

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
    QWidget* makeFooter();
    void setUpTree();
    void arrangeColumns();
    void start();
    void display(const std::shared_ptr<const codec::Decoding>& decoding);
    void displayContent();
    void displayTree();
    void showChain();
    void showFailure();
    void showMessage(const QString& text, bool working);
    void showPath();
    void showMenu(const QPoint& position);
    void chooseEncoding();
    void openCurrent();
    void connectFinding();
    QModelIndex currentValue() const;
    present::DecodedTerms currentTerms() const;
    bool isInPayload() const;
    void request(const std::optional<present::CellTerm>& term, const QString& reason);
    void showInHex();
    void goBack();
    void copyValue();
    void copyPath();
    void copyKey();

    std::shared_ptr<const present::LoadedEvent> event_;
    std::vector<Step> steps_;
    std::optional<codec::Encoding> chosen_; ///< for payloads
    std::shared_ptr<const codec::Decoding> decoding_;
    work::Task task_; ///< decodes
    present::DecodingModel* model_;
    present::ValueCopy* copy_;
    QTimer* patience_; ///< nothing is said of work that is done before anybody notices
    QComboBox* encoding_;
    QToolButton* back_;
    ElidedLabel* chain_;
    ElidedLabel* failure_;
    QStackedWidget* stack_;
    JsonTree* tree_;
    TextPane* text_;
    HexPane* hex_;
    QLabel* message_;
    QPushButton* cancel_;
    ElidedLabel* path_;
    QToolButton* find_;
    QToolButton* whole_; ///< leads from a part to the whole tree
    QWidget* footer_;
    FindBar* findBar_;
    ValueFinder* finder_;
    bool arranging_ = false;
    bool arranged_ = false;   ///< a person moved a column
    bool isDecoding_ = false; ///< the tree is that of what was decoded before
};

} // namespace framescope::ui
