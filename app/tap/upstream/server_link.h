// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/pipe/server_end.h"
#include "tap/upstream/tcp_descriptor.h"
#include "tap/upstream/tcp_ending.h"

#include <QAbstractSocket>
#include <QObject>

#include <cstddef>
#include <memory>

class QTcpSocket;

namespace framescope::tap {

/// A connection to a server that is up, over TLS or not. Gives what the server sent to its last
/// byte, and ends the connection so that it is known how.
class ServerLink final : public QObject, public ServerEnd
{
    Q_OBJECT

public:
    ServerLink(std::unique_ptr<QTcpSocket> socket, TcpDescriptor descriptor);
    ~ServerLink() override;

    std::size_t read(MutableByteView into);
    bool hasUnread() const;
    /// To be called when nothing was left to read. Where the server has ended the connection, it is
    /// looked for more, and at last `ended` is emitted. `progress`: something was read meanwhile.
    void settle(bool progress);
    /// The server has ended the connection: emits `ended` now, or when its FIN has come or is not
    /// to be expected any more.
    void awaitEnd();

    // Each of these closes the connection; no signal comes after it.
    /// After `ended`.
    TcpEnding endAfterServer();
    /// With a FIN, or with a reset where that is what the system makes of it, since bytes are left
    /// that nobody has read or sent.
    TcpEnding endInOrder();
    TcpEnding endWithReset();

    // ServerEnd
    bool isUp() const override { return state_ == State::Up; }
    void write(ByteView bytes) override;
    std::uint64_t backlog() const override;
    std::uint64_t notSent() const override { return descriptor_.notSent(); }

signals:
    void readable();
    /// The backlog has become less.
    void written();
    void ended();

private:
    enum class State {
        Up,
        Ending,  ///< Qt has told the end; what it has read may still be there
        Drained, ///< and nothing was there at the last look
        Closed
    };
    void serverHasEnded(QAbstractSocket::SocketError error);
    TcpEnd closeInOrder();
    void closeWithReset();
    void close();

    std::unique_ptr<QTcpSocket> socket_;
    TcpDescriptor descriptor_;
    const bool secure_;
    Bytes lastWords_;       ///< what had come and was not read when the server ended the connection
    std::size_t taken_ = 0; ///< of them
    bool closeNotified_ = false; ///< TLS ended in order
    QString tlsError_;           ///< what TLS failed with, an alert of the server for example
    State state_ = State::Up;
    int finLooks_ = 0; ///< for the server's FIN, after it ended TLS
};

} // namespace framescope::tap
