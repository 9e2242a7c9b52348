// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QDialog>

#include <cstddef>
#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace framescope::ui {

class SentMessages;

/// Finds a message that was sent before, over all sessions. Accepted with the one to be written
/// again.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HistoryDialog(std::shared_ptr<SentMessages> sent, QWidget* parent = nullptr);

    /// The chosen message.
    std::optional<message::Draft> draft() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void list();
    void showChosen();
    std::optional<std::size_t> chosen() const;
    void remove();

    std::shared_ptr<SentMessages> sent_;
    QLineEdit* search_;
    QTreeWidget* list_;
    QPlainTextEdit* text_;
    QLabel* note_;
    QPushButton* use_ = nullptr;
    QPushButton* remove_ = nullptr;
};

} // namespace framescope::ui
