// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/direction.h"
#include "base/ids.h"
#include "recording/tcp/tcp_packet.h"

#include <array>
#include <cstdint>

namespace framescope::recording {

/// Numbers the segments of a synthesised TCP connection so that analysers find nothing unusual: no
/// hole, no retransmission, no acknowledgement of unsent data, no duplicate acknowledgement, never
/// a full window.
class TcpSynthesizer
{
public:
    /// Both ends use one IP version: IPv4 is mapped to IPv6 if they differ.
    TcpSynthesizer(ConnectionId conn, const Endpoints& endpoints);

    const Endpoints& endpoints() const { return endpoints_; }

    TcpSegment syn();
    TcpSegment synAck();
    TcpSegment data(Direction dir, ByteView payload);
    TcpSegment end(Direction dir, bool reset);
    /// A segment that only acknowledges the data that `dir` has received.
    TcpSegment acknowledgement(Direction dir);
    /// A segment without payload, which can carry a comment at any time.
    TcpSegment empty();

    /// Whether enough was sent in this direction that a real peer would have acknowledged it.
    bool acknowledgementDue(Direction dir) const;
    bool ended(Direction dir) const { return sides_[indexOf(dir)].ended; }
    bool wasReset(Direction dir) const { return sides_[indexOf(dir)].reset; }

private:
    struct Side
    {
        std::uint32_t next = 0;         ///< sequence number of its next byte
        std::uint32_t acknowledged = 0; ///< the last acknowledgement number it sent
        std::uint32_t outstanding = 0;  ///< segments sent and not yet acknowledged
        bool ended = false;
        bool reset = false;
    };

    Side& side(Direction dir) { return sides_[indexOf(dir)]; }
    TcpSegment segment(Direction dir, TcpFlags flags, ByteView payload = {});

    Endpoints endpoints_;
    std::array<Side, 2> sides_;
};

} // namespace framescope::recording
