// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace framescope::recording {

/// Link types of captures (https://www.tcpdump.org/linktypes.html) that IP is found in.
enum class LinkType : std::uint32_t {
    Null = 0,
    Ethernet = 1,
    RawBsd = 12,
    RawOpenBsd = 14,
    RawIp = 101,
    Loop = 108,
    LinuxCooked = 113,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxCooked2 = 276,
};

bool isKnown(LinkType type);

/// Whether a frame has a header, MPLS or PPPoE, that is not read and that IP may be behind.
bool hidesIp(LinkType type, ByteView frame);

/// The IP packet in a frame; empty where there is none, or the link type is another one.
ByteView ipPacketOf(LinkType type, ByteView frame);

} // namespace framescope::recording
