// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/message_inbox.h"
#include "tap/loopback_gate.h"

#include <QObject>
#include <QStringList>

#include <deque>

class QWebSocket;

namespace framescope::session {

/// The QWebSocket of a session, in a thread of its own so that it parses while the tap decodes.
/// It speaks to the tap on loopback: it makes the opening handshake, frames and masks what is
/// sent, and receives the data messages.
class Speaker : public QObject
{
    Q_OBJECT

public:
    explicit Speaker(MessageInbox& inbox);
    ~Speaker() override;

    void open(const tap::LoopbackGate::Address& address, const QStringList& subprotocols);
    /// Kept until QWebSocket is connected.
    void send(const MessageInbox::Message& message);
    /// The tap has ended the connection: takes what is still to come, then emits `left`.
    void leave();
    /// Before the thread ends. Calls that were on their way do nothing any more.
    void finish();

signals:
    /// There is something in the inbox that was empty.
    void received();
    /// QWebSocket ended on its own account.
    void failed(const QString& text);
    void left();

private:
    void stop();
    void write(const MessageInbox::Message& message);
    void passOn(MessageInbox::Message message);
    void connected();
    void disconnected();

    MessageInbox& inbox_;
    QWebSocket* socket_ = nullptr;
    std::deque<MessageInbox::Message> waiting_; ///< for QWebSocket to be connected
    bool connected_ = false;
    bool leaving_ = false;
    bool over_ = true; ///< QWebSocket has ended, or there is none
    bool finished_ = false;
};

} // namespace framescope::session
