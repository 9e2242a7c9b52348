// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/tcp_descriptor.h"

#include <array>

#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace framescope::tap {

TcpDescriptor TcpDescriptor::duplicate(qintptr socket)
{
    return TcpDescriptor(::fcntl(static_cast<int>(socket), F_DUPFD_CLOEXEC, 0));
}

TcpDescriptor& TcpDescriptor::operator=(TcpDescriptor&& other) noexcept
{
    if (this != &other) {
        close();
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

std::optional<int> TcpDescriptor::state() const
{
    tcp_info info{};
    socklen_t size = sizeof info;
    const bool told =
        valid() && ::getsockopt(descriptor_, IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
    return told ? std::optional<int>(info.tcpi_state) : std::nullopt;
}

/// The state after the peer's FIN is CLOSE_WAIT; after a reset it is CLOSE at once.
bool TcpDescriptor::wasReset() const
{
    return state() == TCP_CLOSE;
}

bool TcpDescriptor::peerEnded() const
{
    return state() == TCP_CLOSE_WAIT;
}

bool TcpDescriptor::isUp() const
{
    return state() == TCP_ESTABLISHED;
}

bool TcpDescriptor::hasUnread() const
{
    int count = 0;
    return valid() && ::ioctl(descriptor_, FIONREAD, &count) == 0 && count > 0;
}

std::uint64_t TcpDescriptor::notSent() const
{
    int count = 0;
    return valid() && ::ioctl(descriptor_, SIOCOUTQNSD, &count) == 0 && count > 0
               ? static_cast<std::uint64_t>(count)
               : 0;
}

std::ptrdiff_t TcpDescriptor::read(MutableByteView into) const
{
    return ::recv(descriptor_, into.data(), into.size(), MSG_DONTWAIT);
}

std::unique_ptr<QSocketNotifier> TcpDescriptor::readable() const
{
    return std::make_unique<QSocketNotifier>(descriptor_, QSocketNotifier::Read);
}

void TcpDescriptor::readRest(Bytes& to) const
{
    std::array<std::uint8_t, 64 * 1024> buffer;
    std::ptrdiff_t count = 0;
    while (valid() && (count = read(buffer)) > 0) {
        append(to, ByteView(buffer).first(static_cast<std::size_t>(count)));
    }
}

void TcpDescriptor::closeWithReset() const
{
    const linger withReset{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &withReset, sizeof withReset);
}

void TcpDescriptor::shutdownWriting() const
{
    ::shutdown(descriptor_, SHUT_WR);
}

void TcpDescriptor::close()
{
    if (descriptor_ >= 0) {
        ::close(std::exchange(descriptor_, -1));
    }
}

} // namespace framescope::tap
