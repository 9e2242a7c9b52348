// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QPointer>
#include <QWidget>

#include <array>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTabBar;

namespace framescope::session {
class Session;
}

namespace framescope::ui {

/// Answers: text, JSON (checked before it goes out), binary as hex, ping, close, raw bytes.
/// Ctrl+Enter sends, Ctrl+Up and Ctrl+Down go through what was sent before.
class Composer : public QWidget
{
    Q_OBJECT

public:
    enum Mode { Text, Json, Binary, Ping, Close, Raw, ModeCount };

    explicit Composer(QWidget* parent = nullptr);

    /// Null disables it. It is enabled while the session is open.
    void setSession(session::Session* session);
    void setMode(Mode mode);
    Mode mode() const;

signals:
    /// What was asked for can't be sent; one sentence, which is shown in the composer too.
    void failed(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void send();
    Result<void> sendEditor();
    Result<void> sendClose();
    void updateMode();
    void updateState();
    void updateReasonLength();
    void showNote(const QString& text, bool bad);
    void recall(int step);

    QPointer<session::Session> session_;
    QTabBar* modes_;
    QStackedWidget* inputs_;
    QPlainTextEdit* editor_;
    QSpinBox* code_;
    QLineEdit* reason_;
    QLabel* codeMeaning_;
    QLabel* note_;
    QPushButton* send_;
    std::array<QString, ModeCount> drafts_; ///< what stands in the editor of each mode
    int shownMode_ = Text;
    QStringList history_; ///< of the editor's modes, oldest first, at most HistorySize
    qsizetype recalled_ = 0;
    static constexpr qsizetype HistorySize = 100;
};

} // namespace framescope::ui
