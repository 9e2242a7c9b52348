// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace framescope::scenario {

namespace {

constexpr std::size_t ReadPiece = 64 << 10;
/// Pieces that are read at once, before other clients have their turn.
constexpr int MostPieces = 4;
/// Largest capacity of the buffer that is kept, in bytes.
constexpr std::size_t LargestBuffer = 256 << 10;

bool wouldBlock()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

template <class Ask>
Endpoint endpointOf(const Ask& ask)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Endpoint endpoint;
    if (ask(reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return endpoint;
    }
    if (address.ss_family == AF_INET6) {
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address);
        endpoint.address.v6 = true;
        std::memcpy(endpoint.address.bytes.data(), &v6->sin6_addr, sizeof v6->sin6_addr);
        endpoint.port = ntohs(v6->sin6_port);
    } else {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address);
        std::memcpy(endpoint.address.bytes.data(), &v4->sin_addr, sizeof v4->sin_addr);
        endpoint.port = ntohs(v4->sin_port);
    }
    return endpoint;
}

} // namespace

Socket::Socket(int descriptor, Poller& poller, std::shared_ptr<const Tls::Context> context,
               SocketOwner& owner)
    : descriptor_(descriptor), poller_(poller), owner_(owner)
{
    if (context) {
        tls_.emplace(std::move(context));
    }
    const int noDelay = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
    poller_.add(descriptor_, *this);
}

Socket::~Socket()
{
    if (descriptor_ >= 0) {
        poller_.remove(descriptor_);
        ::close(descriptor_);
    }
}

Endpoints Socket::endpoints() const
{
    const auto peer = [this](sockaddr* address, socklen_t* size) {
        return ::getpeername(descriptor_, address, size);
    };
    const auto own = [this](sockaddr* address, socklen_t* size) {
        return ::getsockname(descriptor_, address, size);
    };
    return {endpointOf(peer), endpointOf(own)};
}

void Socket::setReading(bool reading)
{
    await(reading && !ended_, writes_);
}

/// Once both sides have ended, nothing is awaited: the poller need not be told.
void Socket::await(bool toRead, bool toWrite)
{
    const bool isOver = descriptor_ < 0 || (ended_ && finished_);
    if (!isOver && (toRead != reads_ || toWrite != writes_)) {
        reads_ = toRead;
        writes_ = toWrite;
        poller_.change(descriptor_, *this, reads_, writes_);
    }
}

/// A connection that was reset is read although nobody waits for it: it is ready until that is
/// seen.
void Socket::ready(bool toRead, bool toWrite)
{
    if (descriptor_ >= 0 && toRead && ended_) {
        poller_.remove(descriptor_);
        writeReady();
    } else if (descriptor_ >= 0 && toRead) {
        readReady();
    } else if (descriptor_ >= 0 && toWrite) {
        writeReady();
    }
}

void Socket::readReady()
{
    corked_ = true;
    bool more = readOnce();
    for (int piece = 1; piece < MostPieces && more && reads_; ++piece) {
        more = readOnce();
    }
    writeReady();
}

void Socket::writeReady()
{
    corked_ = true;
    flush();
    owner_.drained();
    corked_ = false;
    setWriting();
}

/// Whether there may be more.
bool Socket::readOnce()
{
    std::array<std::uint8_t, ReadPiece> buffer;
    const ssize_t count = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) {
        take(ByteView(buffer).first(static_cast<std::size_t>(count)));
        return static_cast<std::size_t>(count) == buffer.size();
    }
    if (count == 0) {
        end(TcpEnd::Fin);
    } else if (!wouldBlock()) {
        end(TcpEnd::Reset);
    }
    return false;
}

void Socket::take(ByteView bytes)
{
    if (!tls_) {
        owner_.received(bytes);
        return;
    }
    const bool wasUp = tls_->isUp();
    Bytes plain;
    const auto taken = tls_->receive(bytes, plain, out_);
    if (!wasUp && tls_->isUp()) {
        owner_.secured();
    }
    if (!plain.empty()) {
        owner_.received(plain);
    }
    if (!taken || tls_->clientClosed()) {
        end(TcpEnd::Fin, taken ? "" : taken.error().message());
    }
}

void Socket::end(TcpEnd how, const std::string& problem)
{
    const bool told = std::exchange(ended_, true);
    await(false, writes_);
    if (how == TcpEnd::Reset) {
        finishWanted_ = finished_ = true;
        written_ = 0;
        out_.clear();
    }
    if (!told) {
        owner_.clientEnded(how, problem);
    }
}

void Socket::write(ByteView bytes)
{
    if (finishWanted_ || bytes.empty()) {
        return;
    }
    if (!tls_) {
        append(out_, bytes);
    } else if (tls_->isUp()) {
        tls_->send(bytes, out_);
        owner_.sent(bytes);
    }
    setWriting();
}

/// What is written while the client is read waits until it was read.
void Socket::setWriting()
{
    const bool waits = unwritten() > 0 || (finishWanted_ && !finished_);
    if (!corked_) {
        await(reads_, waits);
    }
}

void Socket::flush()
{
    while (unwritten() > 0) {
        const ByteView rest = ByteView(out_).subspan(written_);
        const ssize_t count =
            ::send(descriptor_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0) {
            if (!wouldBlock()) {
                end(TcpEnd::Reset);
            }
            break;
        }
        if (!tls_) {
            owner_.sent(rest.first(static_cast<std::size_t>(count)));
        }
        written_ += static_cast<std::size_t>(count);
    }
    if (unwritten() == 0) {
        out_.clear();
        written_ = 0;
        if (out_.capacity() > LargestBuffer) {
            out_ = Bytes();
        }
        if (finishWanted_ && !std::exchange(finished_, true)) {
            ::shutdown(descriptor_, SHUT_WR);
            owner_.finished();
        }
    } else if (written_ > LargestBuffer) {
        out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(written_));
        written_ = 0;
    }
}

bool Socket::endTls()
{
    if (tls_) {
        tls_->close(out_);
        setWriting();
    }
    return tls_.has_value();
}

void Socket::finish()
{
    if (!finishWanted_) {
        endTls();
        finishWanted_ = true;
        setWriting();
    }
}

bool Socket::isDelivered() const
{
    int count = 0;
    return descriptor_ < 0 ||
           (unwritten() == 0 && ::ioctl(descriptor_, SIOCOUTQ, &count) == 0 && count == 0);
}

/// Linger 0 makes the kernel end the connection with RST.
void Socket::reset()
{
    if (descriptor_ < 0) {
        return;
    }
    flush();
    finishWanted_ = finished_ = true;
    poller_.remove(descriptor_);
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(std::exchange(descriptor_, -1));
}

} // namespace framescope::scenario
