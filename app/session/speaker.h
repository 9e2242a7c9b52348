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

/// The QWebSocket of a session, in a thread of its own so that it parses while the tap decodes.
/// It speaks to the tap on loopback: it makes the opening handshake, frames and masks what is
/// sent, and receives the data messages.
class Speaker : public QObject
{
    Q_OBJECT

public:
    /// Puts what came into `inbox` and sends what is in `toSend`.
    Speaker(MessageInbox& inbox, MessageInbox& toSend);
    ~Speaker() override;

    void open(const tap::LoopbackGate::Address& address, const QStringList& subprotocols);
    /// There is something to send in what was empty. QWebSocket gets it as it can pass it on.
    void sendMore();
    /// The tap has ended the connection: takes what is still to come, then emits `left`.
    void leave();
    /// Before the thread ends. Calls that were on their way do nothing any more.
    void finish();

signals:
    /// QWebSocket connects from that port.
    void reaching(quint16 port);
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
    MessageInbox& toSend_;
    QWebSocket* socket_ = nullptr;
    std::vector<MessageInbox::Message> batch_; ///< being sent
    std::size_t sent_ = 0;                     ///< of the batch
    bool connected_ = false;
    bool leaving_ = false;
    bool over_ = true; ///< QWebSocket has ended, or there is none
    bool finished_ = false;
};

} // namespace framescope::session
