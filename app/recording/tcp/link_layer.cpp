// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/link_layer.h"

#include "recording/blocks/byte_order.h"

namespace framescope::recording {

namespace {

constexpr std::uint16_t EtherIpv4 = 0x0800;
constexpr std::uint16_t EtherIpv6 = 0x86dd;
constexpr std::uint16_t Mpls = 0x8847;
constexpr std::uint16_t MplsMulticast = 0x8848;
constexpr std::uint16_t PppoeSession = 0x8864;

bool isVlanTag(std::uint16_t etherType)
{
    return etherType == 0x8100 || etherType == 0x88a8 || etherType == 0x9100;
}

ByteView behind(ByteView frame, std::size_t headerLength)
{
    return frame.size() > headerLength ? frame.subspan(headerLength) : ByteView{};
}

/// `typeAt`: offset of the EtherType; `headerLength`: offset of the content after it.
FrameContent behindEtherType(ByteView frame, std::size_t typeAt, std::size_t headerLength)
{
    if (frame.size() < headerLength)
        return {};
    auto type = loadBig<std::uint16_t>(frame.data() + typeAt);
    while (isVlanTag(type)) {
        if (frame.size() < headerLength + 4)
            return {};
        type = loadBig<std::uint16_t>(frame.data() + headerLength + 2);
        headerLength += 4;
    }
    if (type == EtherIpv4 || type == EtherIpv6)
        return {FrameContent::Kind::Ip, behind(frame, headerLength)};
    const bool tunnel = type == Mpls || type == MplsMulticast || type == PppoeSession;
    return {tunnel ? FrameContent::Kind::Tunnel : FrameContent::Kind::Other, {}};
}

} // namespace

FrameContent contentOf(LinkType type, ByteView frame)
{
    switch (type) {
    case LinkType::RawIp:
    case LinkType::RawBsd:
    case LinkType::RawOpenBsd:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
        return {FrameContent::Kind::Ip, frame};
    case LinkType::Ethernet:
        return behindEtherType(frame, 12, 14);
    case LinkType::LinuxCooked:
        return behindEtherType(frame, 14, 16);
    case LinkType::LinuxCooked2:
        return behindEtherType(frame, 0, 20);
    case LinkType::Null:
    case LinkType::Loop:
        // Systems number the address families differently, in either byte order; the version in the
        // IP header has the same information.
        return {FrameContent::Kind::Ip, behind(frame, 4)};
    }
    return {FrameContent::Kind::UnknownLink, {}};
}

} // namespace framescope::recording
