// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace framescope::recording {

/// Link types that may contain IP (https://www.tcpdump.org/linktypes.html).
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

/// The content of a link-layer frame.
struct FrameContent
{
    enum class Kind : std::uint8_t {
        Ip,
        Tunnel, ///< an unsupported header, MPLS or PPPoE, which may contain IP
        Other,
        UnknownLink, ///< the link type is none of LinkType
    };

    Kind kind = Kind::Other;
    ByteView ip; ///< the IP packet; empty if there is none
};

FrameContent contentOf(LinkType type, ByteView frame);

} // namespace framescope::recording
