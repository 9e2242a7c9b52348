// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/server_link.h"

#include <QSslSocket>
#include <QTimer>

#include <chrono>

namespace framescope::tap {

namespace {

/// What Qt reads ahead of us.
constexpr qint64 ReadAhead = 4 * 1024 * 1024;

} // namespace

ServerLink::ServerLink(std::unique_ptr<QTcpSocket> socket, TcpDescriptor descriptor)
    : socket_(std::move(socket)), descriptor_(std::move(descriptor)),
      secure_(qobject_cast<const QSslSocket*>(socket_.get()) != nullptr)
{
    socket_->setReadBufferSize(ReadAhead);
    connect(socket_.get(), &QIODevice::readyRead, this, &ServerLink::readable);
    connect(socket_.get(), &QIODevice::bytesWritten, this, &ServerLink::written);
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this, [this](auto error) {
        state_ = State::Ending;
        lastWords_.collect(*socket_, descriptor_, error);
        emit readable();
    });
    connect(socket_.get(), &QAbstractSocket::disconnected, this, [this] {
        state_ = State::Ending;
        emit readable();
    });
}

ServerLink::~ServerLink()
{
    socket_->disconnect(this);
}

std::size_t ServerLink::read(MutableByteView into)
{
    return lastWords_.read(*socket_, into);
}

bool ServerLink::hasUnread() const
{
    return lastWords_.isUnread(*socket_);
}

void ServerLink::settle(bool progress)
{
    if (isUp() || hasUnread()) {
        return;
    }
    if (state_ == State::Drained && !progress) {
        awaitEnd();
        return;
    }
    // TLS may have more to decrypt than Qt has shown yet: look twice.
    state_ = progress ? State::Ending : State::Drained;
    QMetaObject::invokeMethod(this, &ServerLink::readable, Qt::QueuedConnection);
}

/// Where the server ended TLS alone, its FIN mostly follows at once.
void ServerLink::awaitEnd()
{
    constexpr int MostLooks = 20;
    constexpr std::chrono::milliseconds BetweenLooks{10};
    if (secure_ && descriptor_.isUp() && finLooks_ < MostLooks) {
        ++finLooks_;
        QTimer::singleShot(BetweenLooks, this, &ServerLink::awaitEnd);
    } else if (state_ != State::Closed) {
        emit ended();
    }
}

TcpEnding ServerLink::endAfterServer()
{
    const bool leftOpen = secure_ && descriptor_.isUp();
    TcpEnd how = descriptor_.wasReset() ? TcpEnd::Reset : TcpEnd::Fin;
    if (leftOpen) {
        how = closeInOrder();
    } else {
        close();
    }
    return endingOf(
        ServerEnded{how, secure_, leftOpen, lastWords_.closeNotified(), lastWords_.tlsError()});
}

TcpEnding ServerLink::endInOrder()
{
    return {{}, {{Direction::Out, closeInOrder()}}, {}};
}

TcpEnding ServerLink::endWithReset()
{
    closeWithReset();
    return {{}, {{Direction::Out, TcpEnd::Reset}}, {}};
}

void ServerLink::write(ByteView bytes)
{
    socket_->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    socket_->flush();
}

std::uint64_t ServerLink::backlog() const
{
    const auto* tls = qobject_cast<const QSslSocket*>(socket_.get());
    return static_cast<std::uint64_t>(socket_->bytesToWrite() +
                                      (tls ? tls->encryptedBytesToWrite() : 0));
}

TcpEnd ServerLink::closeInOrder()
{
    if (backlog() > 0 || notSent() > 0 || descriptor_.hasUnread()) {
        closeWithReset();
        return TcpEnd::Reset;
    }
    socket_->disconnect(this);
    socket_->disconnectFromHost();
    socket_->flush();
    descriptor_.shutdownWriting();
    close();
    return TcpEnd::Fin;
}

void ServerLink::closeWithReset()
{
    descriptor_.closeWithReset();
    close();
}

void ServerLink::close()
{
    state_ = State::Closed;
    socket_->disconnect(this);
    socket_->abort();
    descriptor_.close();
}

} // namespace framescope::tap
