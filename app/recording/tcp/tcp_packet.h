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

/// A TCP segment that was read from a packet, or is to be written to one.
struct TcpSegment
{
    Endpoint source{};
    Endpoint destination{};
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgement = 0;
    TcpFlags flags{};
    ByteView payload{};
    std::size_t payloadOffset = 0; ///< offset of the payload in the IP packet
    std::uint32_t missing = 0;     ///< payload bytes cut off by a short snapshot length
};

/// An IPv4 address mapped to IPv6 (RFC 4291 2.5.5.2); an IPv6 address unchanged.
IpAddress asV6(const IpAddress& address);

/// Appends IPv4 or IPv6 and TCP headers with correct checksums, then the payload (at most 65,000
/// bytes). Returns the offset of the payload in the packet.
std::size_t appendIpPacket(Bytes& out, const TcpSegment& segment);

/// Reads a raw IP packet; nullopt if it is not TCP, a fragment, or damaged.
std::optional<TcpSegment> parseIpPacket(ByteView packet);

/// The reason why `parseIpPacket` returns nullopt for a packet.
enum class NoSegment {
    Other, ///< not TCP
    Fragment,
    Damaged,
    Tunnel, ///< may contain another IP packet: GRE, IP in IP
};
NoSegment whyNoSegment(ByteView packet);

} // namespace framescope::recording
