// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/server_link.h"

#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

namespace framescope::tap {

namespace {

/// Size of Qt's read buffer, in bytes.
constexpr qint64 ReadAhead = 4 * 1024 * 1024;

} // namespace

ServerLink::ServerLink(std::unique_ptr<QTcpSocket> socket, TcpDescriptor descriptor)
    : socket_(std::move(socket)), descriptor_(std::move(descriptor)),
      secure_(qobject_cast<const QSslSocket*>(socket_.get()) != nullptr)
{
    socket_->setReadBufferSize(ReadAhead);
    connect(socket_.get(), &QIODevice::readyRead, this, &ServerLink::tellReadable);
    connect(socket_.get(), &QIODevice::bytesWritten, this, &ServerLink::written);
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this, &ServerLink::serverHasEnded);
    connect(socket_.get(), &QAbstractSocket::disconnected, this, [this] {
        state_ = State::Ending;
        tellReadable();
    });
}

ServerLink::~ServerLink()
{
    socket_->disconnect(this);
}

std::size_t ServerLink::read(MutableByteView into)
{
    if (taken_ < lastWords_.size()) {
        const std::size_t count = std::min(into.size(), lastWords_.size() - taken_);
        std::copy_n(lastWords_.begin() + static_cast<std::ptrdiff_t>(taken_), count, into.begin());
        taken_ += count;
        if (taken_ == lastWords_.size()) {
            lastWords_.clear();
            taken_ = 0;
            watch();
        }
        return count;
    }
    const qint64 count = socket_->isOpen() ? socket_->read(reinterpret_cast<char*>(into.data()),
                                                           static_cast<qint64>(into.size()))
                                           : 0;
    return static_cast<std::size_t>(std::max<qint64>(count, 0));
}

bool ServerLink::hasUnread() const
{
    return taken_ < lastWords_.size() || socket_->bytesAvailable() > 0;
}

/// Saves the data received before the end. If a write fails, Qt drops the data it has read and
/// leaves the rest in the system; the server's Close frame before a reset would be lost. With TLS,
/// only decrypted data can be saved. Qt reports the end of a stream as an error, too.
void ServerLink::serverHasEnded(QAbstractSocket::SocketError error)
{
    if (looksAhead_ && error == QAbstractSocket::SocketTimeoutError) {
        return; // there is nothing to read yet
    }
    state_ = State::Ending;
    if (socket_->isOpen()) {
        const QByteArray ahead = socket_->readAll();
        append(lastWords_,
               asBytes(std::string_view(ahead.data(), static_cast<std::size_t>(ahead.size()))));
        if (!secure_) {
            descriptor_.readRest(lastWords_);
        }
    }
    const QString text = socket_->errorString();
    closeNotified_ = text == QSslSocket::tr("The TLS/SSL connection has been closed");
    if (error == QAbstractSocket::SslInternalError ||
        error == QAbstractSocket::SslInvalidUserDataError ||
        error == QAbstractSocket::SslHandshakeFailedError) {
        tlsError_ = text;
    }
    tellReadable();
}

void ServerLink::tellReadable()
{
    if (!looksAhead_) {
        emit readable();
    }
}

void ServerLink::settle(bool progress)
{
    if (isUp() || hasUnread()) {
        return;
    }
    // Look twice, since TLS may have more to decrypt than Qt has shown.
    if ((state_ == State::Drained || !secure_) && !progress) {
        awaitEnd();
        return;
    }
    state_ = progress ? State::Ending : State::Drained;
    QMetaObject::invokeMethod(this, &ServerLink::readable, Qt::QueuedConnection);
}

/// If the server ended only TLS, its FIN usually follows at once, so this waits for it.
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
    // Once both sides have ended, TCP's state no longer tells how; with TLS, nothing does.
    const bool wasReset = writingEnded_ ? wasReset_ : descriptor_.wasReset();
    TcpEnd how = wasReset ? TcpEnd::Reset : TcpEnd::Fin;
    if (leftOpen) {
        how = closeInOrder();
    } else {
        close();
    }
    return reported(endingOf(ServerEnded{how, secure_, leftOpen, closeNotified_, tlsError_}));
}

TcpEnding ServerLink::endInOrder()
{
    return reported({{}, {{Direction::Out, closeInOrder()}}, {}});
}

TcpEnding ServerLink::endWithReset()
{
    closeWithReset();
    return {{}, {{Direction::Out, TcpEnd::Reset}}, {}};
}

/// The ending without the FINs that were reported before.
TcpEnding ServerLink::reported(TcpEnding ending) const
{
    std::erase_if(ending.streams, [this](const StreamEnded& stream) {
        const bool before = stream.direction == Direction::Out ? writingEnded_ : finNoticed_;
        return before && stream.how == TcpEnd::Fin;
    });
    return ending;
}

/// Qt learns of a FIN when it reads next. If our side writes before that, a server that has closed
/// its socket answers by a reset, and then nobody can tell whether there was a FIN.
bool ServerLink::noticesFin()
{
    if (finNoticed_ || !isUp() || !descriptor_.peerEnded()) { // mostly so: this is every write
        return false;
    }
    const auto* tls = qobject_cast<const QSslSocket*>(socket_.get());
    finNoticed_ =
        !hasUnread() && !(tls && tls->encryptedBytesAvailable() > 0) && !descriptor_.hasUnread();
    return finNoticed_;
}

void ServerLink::endWriting()
{
    descriptor_.shutdownWriting();
    writingEnded_ = true;
    if (!secure_ && descriptor_.valid() && isUp() && backlog() == 0) {
        readByItself();
    }
}

/// Qt reports a reset as an orderly end, so that from now on the data is read past it.
void ServerLink::readByItself()
{
    const QByteArray ahead = socket_->readAll();
    append(lastWords_,
           asBytes(std::string_view(ahead.data(), static_cast<std::size_t>(ahead.size()))));
    socket_->disconnect(this);
    socket_->abort();
    notifier_ = descriptor_.readable();
    connect(notifier_.get(), &QSocketNotifier::activated, this, &ServerLink::takeBytes);
    watch();
}

void ServerLink::takeBytes()
{
    std::array<std::uint8_t, 64 * 1024> buffer;
    const std::ptrdiff_t count = descriptor_.read(buffer);
    if (count > 0) {
        append(lastWords_, ByteView(buffer).first(static_cast<std::size_t>(count)));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        wasReset_ = count < 0;
        state_ = State::Ending;
    }
    watch();
    emit readable();
}

/// Takes more only when what was taken before is read.
void ServerLink::watch()
{
    if (notifier_) {
        notifier_->setEnabled(isUp() && reads_ && lastWords_.empty());
    }
}

void ServerLink::setReading(bool reads)
{
    reads_ = reads;
    socket_->setReadBufferSize(reads ? ReadAhead : 1);
    watch();
}

/// A server may refuse the client's certificate once the handshake is over for us (RFC 8446 4.4.2),
/// and reset TCP. When a write fails, Qt drops what it has not read, so the server's alert is read
/// before the first one.
void ServerLink::lookAhead()
{
    looksAhead_ = true;
    socket_->waitForReadyRead(0);
    looksAhead_ = false;
    if (!isUp() || hasUnread()) {
        QMetaObject::invokeMethod(this, &ServerLink::readable, Qt::QueuedConnection);
    }
}

void ServerLink::write(ByteView bytes)
{
    if (secure_ && std::exchange(isFirstWrite_, false)) {
        lookAhead();
    }
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
    notifier_.reset();
    descriptor_.close();
}

} // namespace framescope::tap
