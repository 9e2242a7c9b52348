// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/decoding.h"
#include "present/event_loader.h"
#include "present/value_copy.h"

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
class QTreeView;

namespace framescope::present {
class DecodingJob;
class DecodingModel;
} // namespace framescope::present

namespace framescope::ui {

class HexPane;
class TextPane;

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
    /// What was asked for last is on screen.
    void shown();

private:
    /// Something that is looked at: the payload, or a string within what was decoded.
    struct Step
    {
        std::shared_ptr<const present::Payload> payload;
        std::optional<present::Encoding> chosen;
        QString path; ///< where it stands in the step before
    };

    QWidget* makeHeader();
    void setUpTree();
    void start();
    void display(const std::shared_ptr<const present::Decoding>& decoding);
    void displayContent();
    void displayTree();
    void showChain();
    void showFailure();
    void showMessage(const QString& text, bool working);
    void showPath();
    void showMenu(const QPoint& position);
    void chooseEncoding();
    void openCurrent();
    void goBack();
    void copy(int role);

    std::shared_ptr<const present::LoadedEvent> event_;
    std::vector<Step> steps_;
    std::optional<present::Encoding> chosen_; ///< for payloads
    std::shared_ptr<const present::Decoding> decoding_;
    present::DecodingJob* job_;
    present::DecodingModel* model_;
    present::ValueCopy* copy_;
    QTimer* patience_; ///< nothing is said of work that is done before anybody notices
    QComboBox* encoding_;
    QToolButton* back_;
    QLabel* chain_;
    QLabel* failure_;
    QStackedWidget* stack_;
    QTreeView* tree_;
    TextPane* text_;
    HexPane* hex_;
    QLabel* message_;
    QPushButton* cancel_;
    QLabel* path_;
};

} // namespace framescope::ui
