// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/message_inbox.h"
#include "tap/client/loopback_gate.h"

#include <QObject>
#include <QStringList>

#include <cstddef>
#include <vector>

class QWebSocket;

namespace framescope::session {

/// The QWebSocket of a session, in a thread of its own so that it parses while the tap decodes. It
/// connects to the tap on loopback, makes the opening handshake, frames and masks the messages to
/// send, and receives data messages.
class Speaker : public QObject
{
    Q_OBJECT

public:
    /// Puts received messages into `inbox` and sends those in `toSend`.
    Speaker(MessageInbox& inbox, MessageInbox& toSend);
    ~Speaker() override;

    void open(const tap::LoopbackGate::Address& address, const QStringList& subprotocols);
    /// Sends the messages in `toSend` as fast as QWebSocket can write them.
    void sendMore();
    /// The tap has ended the connection: receives the remaining data, then emits `left`.
    void leave();
    /// Call it before the thread ends; pending calls do nothing afterwards.
    void finish();

signals:
    /// Emitted when QWebSocket begins to connect, from that port.
    void reaching(quint16 port);
    /// Emitted when a message was put into the empty inbox.
    void received();
    /// Emitted when QWebSocket ended by itself.
    void failed(const QString& text);
    void left();

private:
    void stop();
    void write(const MessageInbox::Message& message);
    void passOn(MessageInbox::Message message);
    void connected();
    void disconnected();

    MessageInbox& inbox_;
    MessageInbox& toSend_;
    QWebSocket* socket_ = nullptr;
    std::vector<MessageInbox::Message> batch_; ///< messages being sent
    std::size_t sent_ = 0;                     ///< number of these that were sent
    bool connected_ = false;
    bool leaving_ = false;
    bool over_ = true; ///< QWebSocket has ended, or there is none
    bool finished_ = false;
};

} // namespace framescope::session
