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

/// An established connection to a server, with or without TLS. It delivers the server's data to the
/// last byte, and ends the connection in a way that it can report.
class ServerLink final : public QObject, public ServerEnd
{
    Q_OBJECT

public:
    ServerLink(std::unique_ptr<QTcpSocket> socket, TcpDescriptor descriptor);
    ~ServerLink() override;

    std::size_t read(MutableByteView into);
    bool hasUnread() const;
    /// Call it when nothing was left to read. If the server has ended the connection, it looks for
    /// more data, and finally emits `ended`. `progress`: data was read since the last call.
    void settle(bool progress);
    /// The server has ended the connection: emits `ended` now, or after TLS when the FIN has
    /// arrived or is no longer expected.
    void awaitEnd();

    // Each of these closes the connection; no signal is emitted afterwards.
    /// Ends it after `ended` was emitted.
    TcpEnding endAfterServer();
    /// Sends a FIN, or a reset if bytes are left that nobody has read or sent.
    TcpEnding endInOrder();
    TcpEnding endWithReset();

    // ServerEnd
    bool isUp() const override { return state_ == State::Up; }
    bool noticesFin() override;
    void write(ByteView bytes) override;
    void endWriting() override;
    void setReading(bool reads) override;
    std::uint64_t backlog() const override;
    std::uint64_t notSent() const override { return descriptor_.notSent(); }

signals:
    void readable();
    /// Emitted when the backlog has become smaller.
    void written();
    void ended();

private:
    enum class State {
        Up,
        Ending,  ///< Qt has reported the end; data may be left to read
        Drained, ///< the same, and the last look found no data
        Closed
    };
    void readByItself();
    void takeBytes();
    void watch();
    void tellReadable();
    void lookAhead();
    void serverHasEnded(QAbstractSocket::SocketError error);
    TcpEnd closeInOrder();
    void closeWithReset();
    void close();
    TcpEnding reported(TcpEnding ending) const;

    std::unique_ptr<QTcpSocket> socket_;
    TcpDescriptor descriptor_;
    const bool secure_;
    Bytes lastWords_;            ///< received data that Qt has not, or no longer
    std::size_t taken_ = 0;      ///< bytes of `lastWords_` that were read
    bool closeNotified_ = false; ///< TLS ended in order
    QString tlsError_;           ///< the error of TLS, for example an alert of the server
    std::unique_ptr<QSocketNotifier> notifier_; ///< if Qt does not read any more
    bool reads_ = true;                         ///< as `setReading` wants it
    bool wasReset_ = false;                     ///< seen by `takeBytes`
    bool writingEnded_ = false;                 ///< by `endWriting`, which was reported
    bool finNoticed_ = false;                   ///< by `noticesFin`, which was reported
    State state_ = State::Up;
    bool isFirstWrite_ = true;
    bool looksAhead_ = false; ///< in `lookAhead`, which tells afterwards what it found
    int finLooks_ = 0;        ///< looks for the server's FIN after it ended TLS
};

} // namespace framescope::tap
