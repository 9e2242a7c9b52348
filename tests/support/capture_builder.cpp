// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_builder.h"

#include <algorithm>

namespace framescope::test {

namespace {

QByteArray encoded(std::uint64_t value, int bytes, ByteOrder order)
{
    QByteArray number;
    for (int i = 0; i < bytes; ++i)
        number += static_cast<char>(value >> 8 * i & 0xff);
    if (order == ByteOrder::Big)
        std::reverse(number.begin(), number.end());
    return number;
}

QByteArray network(std::uint64_t value, int bytes)
{
    return encoded(value, bytes, ByteOrder::Big);
}

QByteArray paddedToFour(QByteArray bytes)
{
    while (bytes.size() % 4 != 0)
        bytes += '\0';
    return bytes;
}

QByteArray tcpSegment(const SegmentPicture& segment)
{
    int flags = 0;
    for (const char letter : segment.flags)
        flags |= 1 << QByteArray("FSRPA").indexOf(letter);
    const std::uint16_t from = segment.fromClient ? segment.clientPort : segment.serverPort;
    const std::uint16_t to = segment.fromClient ? segment.serverPort : segment.clientPort;
    return network(from, 2) + network(to, 2) + network(segment.sequence, 4) +
           network(segment.acknowledgement, 4) + network(0x50, 1) +
           network(static_cast<std::uint64_t>(flags), 1) + network(0x2000, 2) + network(0, 4) +
           segment.payload;
}

} // namespace

QByteArray ipv4Packet(const SegmentPicture& segment)
{
    const QByteArray tcp = tcpSegment(segment);
    const QByteArray client = network(0xc0000201, 4);
    const QByteArray server = network(0xc0000202, 4);
    return network(0x4500, 2) + network(static_cast<std::uint64_t>(20 + tcp.size()), 2) +
           network(0x00004000, 4) + network(0x4006, 2) + network(0, 2) +
           (segment.fromClient ? client + server : server + client) + tcp;
}

QByteArray ipv6Packet(const SegmentPicture& segment, const QByteArray& extensions,
                      std::uint8_t nextHeader)
{
    const QByteArray tcp = tcpSegment(segment);
    const QByteArray network64 = network(0x20010db800000000, 8);
    const QByteArray client = network64 + network(1, 8);
    const QByteArray server = network64 + network(2, 8);
    return network(0x60000000, 4) +
           network(static_cast<std::uint64_t>(extensions.size() + tcp.size()), 2) +
           network(nextHeader, 1) + network(64, 1) +
           (segment.fromClient ? client + server : server + client) + extensions + tcp;
}

PcapngBuilder& PcapngBuilder::section()
{
    return block(0x0a0d0d0a, number(0x1a2b3c4d, 4) + number(1, 2) + number(0, 2) +
                                 number(~std::uint64_t{0}, 8));
}

PcapngBuilder& PcapngBuilder::section(ByteOrder order)
{
    order_ = order;
    return section();
}

PcapngBuilder& PcapngBuilder::interface(std::uint16_t linkType, const QByteArray& options,
                                        std::uint32_t snapLength)
{
    return block(1, number(linkType, 2) + number(0, 2) + number(snapLength, 4) + options);
}

PcapngBuilder& PcapngBuilder::packet(const QByteArray& frame, const PacketOptions& options)
{
    const auto length = static_cast<std::uint64_t>(frame.size());
    QByteArray body = number(options.interface, 4) + number(options.time >> 32, 4) +
                      number(options.time & 0xffffffff, 4) + number(length - options.cutOff, 4) +
                      number(length, 4) + paddedToFour(frame.chopped(options.cutOff));
    for (const QByteArray& comment : options.comments)
        body += option(1, comment);
    return block(6, options.comments.isEmpty() ? body : body + option(0, {}));
}

PcapngBuilder& PcapngBuilder::simplePacket(const QByteArray& frame)
{
    return block(3, number(static_cast<std::uint64_t>(frame.size()), 4) + paddedToFour(frame));
}

PcapngBuilder& PcapngBuilder::obsoletePacket(const QByteArray& frame, const PacketOptions& options)
{
    const auto length = static_cast<std::uint64_t>(frame.size());
    return block(2, number(options.interface, 2) + number(0, 2) + number(options.time >> 32, 4) +
                        number(options.time & 0xffffffff, 4) + number(length, 4) +
                        number(length, 4) + paddedToFour(frame));
}

PcapngBuilder& PcapngBuilder::block(std::uint32_t type, const QByteArray& body)
{
    const QByteArray content = paddedToFour(body);
    const QByteArray length = number(static_cast<std::uint64_t>(content.size()) + 12, 4);
    return raw(number(type, 4) + length + content + length);
}

PcapngBuilder& PcapngBuilder::raw(const QByteArray& bytes)
{
    bytes_ += bytes;
    return *this;
}

QByteArray PcapngBuilder::option(std::uint16_t code, const QByteArray& value) const
{
    return number(code, 2) + number(static_cast<std::uint64_t>(value.size()), 2) +
           paddedToFour(value);
}

QByteArray PcapngBuilder::number(std::uint64_t value, int bytes) const
{
    return encoded(value, bytes, order_);
}

PcapBuilder::PcapBuilder(ByteOrder order, bool nanoseconds, std::uint32_t linkType) : order_(order)
{
    bytes_ = encoded(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, 4, order) + encoded(2, 2, order) +
             encoded(4, 2, order) + encoded(0, 8, order) + encoded(262144, 4, order) +
             encoded(linkType, 4, order);
}

PcapBuilder& PcapBuilder::packet(const QByteArray& frame, std::uint32_t seconds,
                                 std::uint32_t fraction)
{
    const auto length = static_cast<std::uint64_t>(frame.size());
    bytes_ += encoded(seconds, 4, order_) + encoded(fraction, 4, order_) +
              encoded(length, 4, order_) + encoded(length, 4, order_) + frame;
    return *this;
}

} // namespace framescope::test
