// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/outgoing.h"
#include "session/session.h"
#include "wire/frames/frame_decoder.h"

#include <QList>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <array>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace framescope::ui {

class CloseCodeField;
class ElidedLabel;
class MessageEdit;

/// Sends text, JSON (checked first), binary data as hex, pings, Close frames and raw bytes. Each
/// mode keeps its draft. Ctrl+Enter sends, Ctrl+Up and Ctrl+Down go through the messages sent
/// before in the mode.
class Composer : public QWidget
{
    Q_OBJECT

public:
    enum Mode { Text, Json, Binary, Ping, Close, Raw, ModeCount };

    explicit Composer(QWidget* parent = nullptr);

    /// Null disables sending. Sending is possible while the session is open; drafts can be written
    /// at any time.
    void setSession(session::Session* session);
    void setMode(Mode mode);
    Mode mode() const;

    /// Called when the connection has ended: makes the accepted messages that were not sent the
    /// newest ones for Ctrl+Up, and returns their number.
    qsizetype keepUnsent();
    /// Puts the last of them into the editor.
    void bringBack();

signals:
    /// Emitted if a draft can't be sent; `message` is a sentence, which the composer shows too.
    void failed(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeClosePage();
    void connectInputs();
    void send();
    /// The message to send as entered in the current mode, or why it can't be sent.
    Result<message::Outgoing> draft() const;
    void sent(const message::Outgoing& outgoing);
    session::Session::Progress progressOf(int mode) const;
    void updateMode();
    void updateState();
    bool isOpen() const;
    void describeCode();
    void describeDraft();
    void showNote(const QString& text, bool bad);
    void recall(int step);
    void forgetSent();

    /// A message that the session has accepted.
    struct Accepted
    {
        int mode = Text;
        QString text;
        std::uint64_t number = 0; ///< among those of its kind on the connection, from 1
    };

    /// Messages sent in a mode, oldest first, and the current position of Ctrl+Up.
    struct History
    {
        static constexpr qsizetype Size = 100;
        QStringList texts;
        qsizetype at = 0; ///< index in `texts`; `texts.size()`: the draft
        QString draft;    ///< the unsent text, kept while `at` is in `texts`

        /// Appends a text, unless it is empty, and removes an earlier copy of it.
        void append(const QString& text);
    };

    QPointer<session::Session> session_;
    QTabBar* modes_;
    QStackedWidget* inputs_;
    MessageEdit* editor_;
    CloseCodeField* code_;
    QLineEdit* reason_;
    ElidedLabel* codeMeaning_;
    QLabel* note_;
    QPushButton* send_;
    std::array<QString, ModeCount> drafts_; ///< of the modes that are not shown
    std::array<History, ModeCount> histories_;
    QList<Accepted> waiting_; ///< not recorded yet when last checked
    QList<Accepted> unsent_;  ///< on the last connection that ended
    int shownMode_ = Text;
    wire::FrameDecoder raw_; ///< progress of a frame that raw bytes have begun
};

} // namespace framescope::ui
