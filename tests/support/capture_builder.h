// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <cstdint>

// Builds captures as other programs write them, byte by byte, without the code under test.
namespace framescope::test {

enum class ByteOrder { Little, Big };

/// A TCP segment between 192.0.2.1:40000, the client, and 192.0.2.2:80.
struct SegmentPicture
{
    bool fromClient = true;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgement = 0;
    QByteArray flags = "A"; ///< letters of S, A, F, R, P
    QByteArray payload{};
    std::uint16_t clientPort = 40000;
    std::uint16_t serverPort = 80;
};

/// The IPv4 packet of a segment.
QByteArray ipv4Packet(const SegmentPicture& segment);
/// The IPv6 packet of a segment, between 2001:db8::1 and 2001:db8::2. `extensions`: the headers
/// between IPv6 and TCP, of which the first has the type `nextHeader`.
QByteArray ipv6Packet(const SegmentPicture& segment, const QByteArray& extensions = {},
                      std::uint8_t nextHeader = 6);

struct PacketOptions
{
    std::uint64_t time = 0; ///< in units of the interface
    std::uint32_t interface = 0;
    QList<QByteArray> comments{};
    std::uint32_t cutOff = 0; ///< bytes cut off by the snapshot length
};

class PcapngBuilder
{
public:
    explicit PcapngBuilder(ByteOrder order = ByteOrder::Little) : order_(order) {}

    PcapngBuilder& section();
    PcapngBuilder& section(ByteOrder order);
    PcapngBuilder& interface(std::uint16_t linkType, const QByteArray& options = {},
                             std::uint32_t snapLength = 0);
    PcapngBuilder& packet(const QByteArray& frame, const PacketOptions& options = {});
    PcapngBuilder& simplePacket(const QByteArray& frame);
    PcapngBuilder& obsoletePacket(const QByteArray& frame, const PacketOptions& options = {});
    PcapngBuilder& block(std::uint32_t type, const QByteArray& body);
    /// Appends bytes without a block around them.
    PcapngBuilder& raw(const QByteArray& bytes);

    /// An option in the byte order of the section, padded.
    QByteArray option(std::uint16_t code, const QByteArray& value) const;
    QByteArray number(std::uint64_t value, int bytes) const;

    const QByteArray& bytes() const { return bytes_; }

private:
    ByteOrder order_;
    QByteArray bytes_;
};

/// Builds a file in the pcap format. `nanoseconds`: uses the magic number for nanoseconds.
class PcapBuilder
{
public:
    PcapBuilder(ByteOrder order, bool nanoseconds, std::uint32_t linkType);

    PcapBuilder& packet(const QByteArray& frame, std::uint32_t seconds = 0,
                        std::uint32_t fraction = 0);
    const QByteArray& bytes() const { return bytes_; }

private:
    ByteOrder order_;
    QByteArray bytes_;
};

} // namespace framescope::test
