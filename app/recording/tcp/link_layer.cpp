// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/link_layer.h"

#include "recording/blocks/byte_order.h"

namespace framescope::recording {

namespace {

constexpr std::uint16_t EtherIpv4 = 0x0800;
constexpr std::uint16_t EtherIpv6 = 0x86dd;

bool isVlanTag(std::uint16_t etherType)
{
    return etherType == 0x8100 || etherType == 0x88a8 || etherType == 0x9100;
}

ByteView behind(ByteView frame, std::size_t headerLength)
{
    return frame.size() > headerLength ? frame.subspan(headerLength) : ByteView{};
}

struct Content
{
    std::uint16_t etherType = 0;
    ByteView bytes;
};

/// `typeAt`: where the EtherType stands; `headerLength`: where what it names begins.
Content behindEtherType(ByteView frame, std::size_t typeAt, std::size_t headerLength)
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
    return {type, behind(frame, headerLength)};
}

/// Nothing where the link type has no EtherType.
Content contentOf(LinkType type, ByteView frame)
{
    switch (type) {
    case LinkType::Ethernet:
        return behindEtherType(frame, 12, 14);
    case LinkType::LinuxCooked:
        return behindEtherType(frame, 14, 16);
    case LinkType::LinuxCooked2:
        return behindEtherType(frame, 0, 20);
    default:
        return {};
    }
}

} // namespace

bool isKnown(LinkType type)
{
    switch (type) {
    case LinkType::Null:
    case LinkType::Ethernet:
    case LinkType::RawBsd:
    case LinkType::RawOpenBsd:
    case LinkType::RawIp:
    case LinkType::Loop:
    case LinkType::LinuxCooked:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
    case LinkType::LinuxCooked2:
        return true;
    }
    return false;
}

bool hidesIp(LinkType type, ByteView frame)
{
    constexpr std::uint16_t Mpls = 0x8847;
    constexpr std::uint16_t MplsMulticast = 0x8848;
    constexpr std::uint16_t PppoeSession = 0x8864;
    const std::uint16_t etherType = contentOf(type, frame).etherType;
    return etherType == Mpls || etherType == MplsMulticast || etherType == PppoeSession;
}

ByteView ipPacketOf(LinkType type, ByteView frame)
{
    switch (type) {
    case LinkType::RawIp:
    case LinkType::RawBsd:
    case LinkType::RawOpenBsd:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
        return frame;
    case LinkType::Ethernet:
    case LinkType::LinuxCooked:
    case LinkType::LinuxCooked2: {
        const Content content = contentOf(type, frame);
        const bool ip = content.etherType == EtherIpv4 || content.etherType == EtherIpv6;
        return ip ? content.bytes : ByteView{};
    }
    case LinkType::Null:
    case LinkType::Loop:
        // The address family is numbered differently by each system, in either byte order;
        // the version in the IP header says the same.
        return behind(frame, 4);
    }
    return {};
}

} // namespace framescope::recording
