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

/// What a frame holds.
struct FrameContent
{
    enum class Kind : std::uint8_t {
        Ip,
        Tunnel, ///< a header, MPLS or PPPoE, that is not read and that IP may be behind
        Other,
        UnknownLink, ///< the link type is none of the above
    };

    Kind kind = Kind::Other;
    ByteView ip; ///< the packet; empty where there is none
};

FrameContent contentOf(LinkType type, ByteView frame);

} // namespace framescope::recording
