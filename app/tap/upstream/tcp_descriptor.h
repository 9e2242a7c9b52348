// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QSocketNotifier>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace framescope::tap {

/// A second descriptor of a connected TCP socket that Qt owns. Qt reports a reset as an orderly
/// end, and closes its own descriptor at once; this one still knows the difference, and decides how
/// our side ends the connection.
class TcpDescriptor
{
public:
    TcpDescriptor() = default;
    /// Returns an invalid object if there are no descriptors left.
    static TcpDescriptor duplicate(qintptr socket);
    ~TcpDescriptor() { close(); }
    TcpDescriptor(TcpDescriptor&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1))
    {
    }
    TcpDescriptor& operator=(TcpDescriptor&& other) noexcept;

    bool valid() const { return descriptor_ >= 0; }

    /// Whether the connection was reset. Call it after Qt has reported the end, before our side
    /// ends it.
    bool wasReset() const;

    /// Whether the peer has ended its side in order. Call it at the same time.
    bool peerEnded() const;

    /// Whether neither side has ended or reset the connection. Call it at the same time.
    bool isUp() const;

    /// Whether received bytes are unread, so that closing would send a reset.
    bool hasUnread() const;

    /// The number of bytes in the system's send buffer not sent yet, as the peer does not read.
    std::uint64_t notSent() const;

    /// Reads what has been received, without waiting for more. Returns how many bytes, or 0 at the
    /// peer's end, or -1 with the system's error.
    std::ptrdiff_t read(MutableByteView into) const;
    /// Appends the received, unread bytes, without waiting for more.
    void readRest(Bytes& to) const;

    /// Tells when there is something to read; must not outlive this object.
    std::unique_ptr<QSocketNotifier> readable() const;

    /// Makes the next close send a reset rather than a FIN.
    void closeWithReset() const;
    /// Sends our FIN now.
    void shutdownWriting() const;
    void close();

private:
    /// The TCP state, such as TCP_ESTABLISHED; nullopt if it is not available.
    std::optional<int> state() const;

    explicit TcpDescriptor(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

} // namespace framescope::tap
