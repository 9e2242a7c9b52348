// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QtGlobal>

#include <cstdint>
#include <optional>
#include <utility>

namespace framescope::tap {

/// A second descriptor of a connected TCP socket that Qt owns. Qt tells a reset as an orderly
/// end and closes its descriptor before anybody can ask; this one still knows, and decides how
/// the connection ends on our side.
class TcpDescriptor
{
public:
    TcpDescriptor() = default;
    /// Invalid where there are no descriptors left.
    static TcpDescriptor duplicate(qintptr socket);
    ~TcpDescriptor() { close(); }
    TcpDescriptor(TcpDescriptor&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1))
    {
    }
    TcpDescriptor& operator=(TcpDescriptor&& other) noexcept;

    bool valid() const { return descriptor_ >= 0; }

    /// Whether the connection was reset; to be asked once Qt has told its end, before our side
    /// has ended.
    bool wasReset() const;

    /// Whether the peer has ended its side, in order; likewise.
    bool peerEnded() const;

    /// Neither side has ended it, and it was not reset; likewise.
    bool isUp() const;

    /// Received bytes are unread: closing would send a reset.
    bool hasUnread() const;

    /// Bytes in the system's send buffer that have not been sent yet: the peer does not read.
    std::uint64_t notSent() const;

    /// Appends the received, unread bytes, without waiting for more.
    void readRest(Bytes& to) const;

    /// Closing will send a reset rather than a FIN.
    void closeWithReset() const;
    /// Sends our FIN now.
    void shutdownWriting() const;
    void close();

private:
    /// TCP_ESTABLISHED and the like; nothing where it can't be asked.
    std::optional<int> state() const;

    explicit TcpDescriptor(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

} // namespace framescope::tap
