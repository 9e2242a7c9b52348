// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/tcp_packet.h"

#include "recording/blocks/byte_order.h"
#include "recording/tcp/checksum.h"

#include <algorithm>
#include <array>

namespace framescope::recording {

namespace {

constexpr std::size_t Ipv4HeaderLength = 20;
constexpr std::size_t Ipv6HeaderLength = 40;
constexpr std::size_t TcpHeaderLength = 20;
constexpr std::uint8_t TcpProtocol = 6;
constexpr std::uint8_t HopLimit = 64;

enum Control : std::uint8_t { Fin = 0x01, Syn = 0x02, Rst = 0x04, Psh = 0x08, Ack = 0x10 };

/// Options of a SYN: a maximum segment size of 65,000 bytes, and a window scale of 2^14 (almost 1
/// GiB), so that no analyser reports a full window.
constexpr std::array<std::uint8_t, 8> SynOptions{2, 4, 0xfd, 0xe8, 1, 3, 3, 14};

std::uint8_t controlBits(TcpFlags flags)
{
    return static_cast<std::uint8_t>((flags.fin ? Fin : 0) | (flags.syn ? Syn : 0) |
                                     (flags.rst ? Rst : 0) | (flags.psh ? Psh : 0) |
                                     (flags.ack ? Ack : 0));
}

void writeIpv4Header(std::uint8_t* to, const TcpSegment& segment, std::size_t length)
{
    std::fill_n(to, Ipv4HeaderLength, std::uint8_t{0});
    to[0] = 0x45;
    storeBig(to + 2, static_cast<std::uint16_t>(length));
    to[6] = 0x40; // don't fragment
    to[8] = HopLimit;
    to[9] = TcpProtocol;
    std::copy_n(segment.source.address.bytes.begin(), 4, to + 12);
    std::copy_n(segment.destination.address.bytes.begin(), 4, to + 16);
    Checksum checksum;
    checksum.add(ByteView(to, Ipv4HeaderLength));
    storeBig(to + 10, checksum.value());
}

void writeIpv6Header(std::uint8_t* to, const TcpSegment& segment, std::size_t length)
{
    std::fill_n(to, 8, std::uint8_t{0});
    to[0] = 0x60;
    storeBig(to + 4, static_cast<std::uint16_t>(length - Ipv6HeaderLength));
    to[6] = TcpProtocol;
    to[7] = HopLimit;
    std::ranges::copy(asV6(segment.source.address).bytes, to + 8);
    std::ranges::copy(asV6(segment.destination.address).bytes, to + 24);
}

void writeTcpHeader(std::uint8_t* to, const TcpSegment& segment, ByteView addresses)
{
    const std::size_t length = TcpHeaderLength + (segment.flags.syn ? SynOptions.size() : 0);
    storeBig(to, segment.source.port);
    storeBig(to + 2, segment.destination.port);
    storeBig(to + 4, segment.sequence);
    storeBig(to + 8, segment.acknowledgement);
    to[12] = static_cast<std::uint8_t>(length / 4 << 4);
    to[13] = controlBits(segment.flags);
    storeBig(to + 14, std::uint16_t{0xffff});
    storeBig(to + 16, std::uint32_t{0});
    if (segment.flags.syn)
        std::ranges::copy(SynOptions, to + TcpHeaderLength);
    Checksum checksum;
    checksum.add(addresses);
    checksum.add(std::uint16_t{TcpProtocol});
    checksum.add(static_cast<std::uint16_t>(length + segment.payload.size()));
    checksum.add(ByteView(to, length));
    checksum.add(segment.payload);
    storeBig(to + 16, checksum.value());
}

/// The lengths in an IP header.
struct IpHeader
{
    std::size_t headerLength = 0;
    std::size_t totalLength = 0; ///< of the packet on the wire
};

std::optional<IpHeader> parseIpv4(ByteView packet, TcpSegment& segment)
{
    if (packet.size() < Ipv4HeaderLength)
        return std::nullopt;
    IpHeader header{std::size_t{packet[0] & 0x0fu} * 4, loadBig<std::uint16_t>(packet.data() + 2)};
    // A total length of 0 is captured if the network card does the segmentation.
    if (header.totalLength == 0)
        header.totalLength = packet.size();
    const bool fragment = (loadBig<std::uint16_t>(packet.data() + 6) & 0x3fff) != 0;
    if (header.headerLength < Ipv4HeaderLength || header.totalLength < header.headerLength ||
        fragment || packet[9] != TcpProtocol)
        return std::nullopt;
    std::copy_n(packet.begin() + 12, 4, segment.source.address.bytes.begin());
    std::copy_n(packet.begin() + 16, 4, segment.destination.address.bytes.begin());
    return header;
}

/// The length of the IPv6 extension header (RFC 8200 4) at `at`; 0 if it ends the search.
std::size_t extensionLength(std::uint8_t type, ByteView packet, std::size_t at)
{
    constexpr std::uint8_t HopByHop = 0, Routing = 43, Fragment = 44, Authentication = 51,
                           Destination = 60;
    if (at + 8 > packet.size())
        return 0;
    switch (type) {
    case HopByHop:
    case Routing:
    case Destination:
        return (std::size_t{packet[at + 1]} + 1) * 8;
    case Authentication:
        return (std::size_t{packet[at + 1]} + 2) * 4;
    case Fragment: // an atomic fragment, a whole packet, is allowed (RFC 6946)
        return (loadBig<std::uint16_t>(packet.data() + at + 2) & 0xfff9) == 0 ? 8 : 0;
    default:
        return 0;
    }
}

std::optional<IpHeader> parseIpv6(ByteView packet, TcpSegment& segment)
{
    if (packet.size() < Ipv6HeaderLength)
        return std::nullopt;
    const std::size_t payloadLength = loadBig<std::uint16_t>(packet.data() + 4);
    IpHeader header{Ipv6HeaderLength,
                    payloadLength == 0 ? packet.size() : Ipv6HeaderLength + payloadLength};
    for (std::uint8_t type = packet[6]; type != TcpProtocol;) {
        const std::size_t length = extensionLength(type, packet, header.headerLength);
        if (length == 0)
            return std::nullopt;
        type = packet[header.headerLength];
        header.headerLength += length;
    }
    segment.source.address.v6 = segment.destination.address.v6 = true;
    std::copy_n(packet.begin() + 8, 16, segment.source.address.bytes.begin());
    std::copy_n(packet.begin() + 24, 16, segment.destination.address.bytes.begin());
    return header;
}

bool parseTcp(ByteView packet, const IpHeader& ip, TcpSegment& segment)
{
    const std::size_t end = std::min(packet.size(), ip.totalLength);
    if (ip.headerLength + TcpHeaderLength > end)
        return false;
    const std::uint8_t* tcp = packet.data() + ip.headerLength;
    const std::size_t tcpLength = std::size_t{tcp[12]} / 16 * 4;
    segment.payloadOffset = ip.headerLength + tcpLength;
    if (tcpLength < TcpHeaderLength || segment.payloadOffset > ip.totalLength)
        return false;
    segment.source.port = loadBig<std::uint16_t>(tcp);
    segment.destination.port = loadBig<std::uint16_t>(tcp + 2);
    segment.sequence = loadBig<std::uint32_t>(tcp + 4);
    segment.acknowledgement = loadBig<std::uint32_t>(tcp + 8);
    const std::uint8_t bits = tcp[13];
    segment.flags = {(bits & Fin) != 0, (bits & Syn) != 0, (bits & Rst) != 0, (bits & Psh) != 0,
                     (bits & Ack) != 0};
    if (segment.payloadOffset < end)
        segment.payload = packet.subspan(segment.payloadOffset, end - segment.payloadOffset);
    const std::size_t sent = ip.totalLength - segment.payloadOffset;
    segment.missing = static_cast<std::uint32_t>(sent - segment.payload.size());
    return true;
}

bool isTunnel(std::uint8_t protocol)
{
    constexpr std::uint8_t Ipv4InIp = 4;
    constexpr std::uint8_t Ipv6InIp = 41;
    constexpr std::uint8_t Gre = 47;
    return protocol == Ipv4InIp || protocol == Ipv6InIp || protocol == Gre;
}

} // namespace

IpAddress asV6(const IpAddress& address)
{
    if (address.v6)
        return address;
    IpAddress mapped{true, {}};
    mapped.bytes[10] = mapped.bytes[11] = 0xff;
    std::copy_n(address.bytes.begin(), 4, mapped.bytes.begin() + 12);
    return mapped;
}

std::size_t appendIpPacket(Bytes& out, const TcpSegment& segment)
{
    const bool v6 = segment.source.address.v6 || segment.destination.address.v6;
    const std::size_t ipLength = v6 ? Ipv6HeaderLength : Ipv4HeaderLength;
    const std::size_t headers =
        ipLength + TcpHeaderLength + (segment.flags.syn ? SynOptions.size() : 0);
    std::array<std::uint8_t, Ipv6HeaderLength + TcpHeaderLength + SynOptions.size()> header;
    const std::size_t length = headers + segment.payload.size();
    if (v6) {
        writeIpv6Header(header.data(), segment, length);
        writeTcpHeader(header.data() + ipLength, segment, ByteView(header.data() + 8, 32));
    } else {
        writeIpv4Header(header.data(), segment, length);
        writeTcpHeader(header.data() + ipLength, segment, ByteView(header.data() + 12, 8));
    }
    append(out, ByteView(header.data(), headers));
    append(out, segment.payload);
    return headers;
}

std::optional<TcpSegment> parseIpPacket(ByteView packet)
{
    // Constructed in place and returned by this name only: copying it takes longer than all else.
    std::optional<TcpSegment> segment;
    if (packet.empty())
        return segment;
    segment.emplace();
    std::optional<IpHeader> ip;
    if (packet[0] >> 4 == 4)
        ip = parseIpv4(packet, *segment);
    else if (packet[0] >> 4 == 6)
        ip = parseIpv6(packet, *segment);
    if (!ip || !parseTcp(packet, *ip, *segment))
        segment.reset();
    return segment;
}

NoSegment whyNoSegment(ByteView packet)
{
    constexpr std::uint8_t FragmentHeader = 44;
    constexpr std::size_t FragmentHeaderLength = 8;
    const bool v4 = packet.size() >= Ipv4HeaderLength && packet[0] >> 4 == 4;
    if (v4 && isTunnel(packet[9]))
        return NoSegment::Tunnel;
    if (v4 && packet[9] == TcpProtocol)
        return (loadBig<std::uint16_t>(packet.data() + 6) & 0x3fff) != 0 ? NoSegment::Fragment
                                                                         : NoSegment::Damaged;
    if (packet.size() < Ipv6HeaderLength || packet[0] >> 4 != 6)
        return NoSegment::Other;
    std::uint8_t type = packet[6];
    std::size_t at = Ipv6HeaderLength;
    for (std::size_t length = 0; (length = extensionLength(type, packet, at)) != 0; at += length)
        type = packet[at];
    if (type == FragmentHeader && at + FragmentHeaderLength <= packet.size())
        return packet[at] == TcpProtocol ? NoSegment::Fragment : NoSegment::Other;
    if (isTunnel(type))
        return NoSegment::Tunnel;
    return type == TcpProtocol ? NoSegment::Damaged : NoSegment::Other;
}

} // namespace framescope::recording
