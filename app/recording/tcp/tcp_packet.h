// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/endpoints.h"

#include <cstdint>
#include <optional>

namespace framescope::recording {

/// TCP control bits (RFC 9293 3.1).
struct TcpFlags
{
    bool fin = false;
    bool syn = false;
    bool rst = false;
    bool psh = false;
    bool ack = false;
};

/// A TCP segment as it is read from, or synthesised for, a packet of a recording.
struct TcpSegment
{
    Endpoint source{};
    Endpoint destination{};
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgement = 0;
    TcpFlags flags{};
    ByteView payload{};
    std::size_t payloadOffset = 0; ///< of the payload in the IP packet
    std::uint32_t missing = 0;     ///< payload bytes that a short snapshot length cut off
};

/// IPv4 mapped to IPv6 (RFC 4291 2.5.5.2).
IpAddress asV6(const IpAddress& address);

/// Appends IPv4/IPv6 and TCP headers with correct checksums, then the payload (at most 65,000
/// bytes). Returns the offset of the payload from where the packet starts in `out`.
std::size_t appendIpPacket(Bytes& out, const TcpSegment& segment);

/// Reads a raw IP packet; nothing where it is not TCP, or a fragment, or damaged.
std::optional<TcpSegment> parseIpPacket(ByteView packet);

/// What a packet is of which `parseIpPacket` makes nothing.
enum class NoSegment {
    Other, ///< not TCP
    Fragment,
    Damaged,
    Tunnel, ///< another IP packet may be inside: GRE, IP in IP
};
NoSegment whyNoSegment(ByteView packet);

} // namespace framescope::recording
