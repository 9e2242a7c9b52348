// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/pcapng_source.h"

#include <algorithm>
#include <array>

namespace framescope::recording {

namespace {

constexpr std::array<std::uint8_t, 4> SectionMagic{0x0a, 0x0d, 0x0d, 0x0a};
constexpr std::size_t BlockHeaderLength = 8;
constexpr std::size_t SimplePacketHeaderLength = 12;

} // namespace

bool PcapngSource::recognises(ByteView start)
{
    const std::size_t length = std::min(start.size(), SectionMagic.size());
    return length > 0 && std::equal(start.begin(), start.begin() + static_cast<int>(length),
                                    SectionMagic.begin());
}

PcapngSource::PcapngSource(FileWindow window) : CaptureSource(std::move(window)) {}

CaptureSource::Step PcapngSource::next(Packet& packet)
{
    for (;;) {
        const ByteView head = window_.peek(BlockOverhead);
        if (head.size() < BlockOverhead)
            return head.empty() && !error() ? Step::End : torn();
        const auto type = static_cast<BlockType>(number32(head.data()));
        if (type == BlockType::SectionHeader) {
            const auto magic = load<std::uint32_t>(head.data() + BlockHeaderLength);
            if (magic != ByteOrderMagic && reversed(magic) != ByteOrderMagic)
                return damaged("a section header without a byte order");
            swapped_ = magic != ByteOrderMagic;
        }
        const std::uint32_t length = number32(head.data() + 4);
        if (length < BlockOverhead || length % 4 != 0)
            return damaged("a block cannot have a length of " + std::to_string(length));
        if (length > window_.remaining())
            return torn();
        const bool known = type == BlockType::SectionHeader ||
                           type == BlockType::InterfaceDescription || type == BlockType::Packet ||
                           type == BlockType::SimplePacket || type == BlockType::EnhancedPacket;
        if (known && length > LongestBlock)
            return damaged("a block of " + std::to_string(length) + " bytes is too long");
        if (!known) {
            if (const Step step = skip(length); step != Step::Packet)
                return step;
            continue;
        }
        const ByteView whole = window_.peek(length);
        if (whole.size() < length)
            return torn();
        if (number32(whole.data() + length - TrailerLength) != length)
            return damaged("the two lengths of a block differ");
        const Outcome outcome = block(type, whole.first(length - TrailerLength), packet);
        if (outcome == Outcome::Damaged)
            return damaged(refusal_);
        window_.advance(length);
        if (outcome == Outcome::Packet)
            return Step::Packet;
    }
}

CaptureSource::Step PcapngSource::skip(std::uint64_t length)
{
    std::array<std::uint8_t, TrailerLength> trailer{};
    const FileOffset at = window_.position() + (length - TrailerLength);
    if (const auto read = window_.file().read(at, trailer); !read || *read < TrailerLength)
        return Step::Torn;
    if (number32(trailer.data()) != length)
        return damaged("the two lengths of a block differ");
    window_.advance(length);
    return Step::Packet;
}

PcapngSource::Outcome PcapngSource::block(BlockType type, ByteView block, Packet& packet)
{
    switch (type) {
    case BlockType::EnhancedPacket:
    case BlockType::Packet:
        return packetBlock(type, block, packet);
    case BlockType::SimplePacket:
        return simplePacket(block, packet);
    case BlockType::InterfaceDescription:
        return interfaceDescription(block);
    case BlockType::SectionHeader:
        return sectionHeader(block);
    }
    return Outcome::Nothing;
}

PcapngSource::Outcome PcapngSource::sectionHeader(ByteView block)
{
    if (block.size() < 24)
        return refuse("a section header that is too short");
    if (number16(block.data() + 12) != 1)
        return refuse("a section of another version of pcapng than 1");
    interfaces_.clear();
    sections_.push_back(window_.position());
    return Outcome::Nothing;
}

PcapngSource::Outcome PcapngSource::interfaceDescription(ByteView block)
{
    if (block.size() < 16)
        return refuse("an interface description that is too short");
    std::uint8_t resolution = 6;
    std::int64_t offset = 0;
    forEachOption(block.subspan(16), swapped_, [&](OptionCode code, ByteView value) {
        if (code == OptionCode::InterfaceResolution && !value.empty())
            resolution = value[0];
        else if (code == OptionCode::InterfaceOffset && value.size() >= 8)
            offset = static_cast<std::int64_t>(load<std::uint64_t>(value.data(), swapped_));
    });
    interfaces_.push_back({static_cast<LinkType>(number16(block.data() + 8)),
                           number32(block.data() + 12), TimestampScale(resolution, offset)});
    return Outcome::Nothing;
}

PcapngSource::Outcome PcapngSource::packetBlock(BlockType type, ByteView block, Packet& packet)
{
    if (block.size() < PacketHeaderLength)
        return refuse("a packet block that is too short");
    const std::uint8_t* at = block.data();
    const std::uint32_t interface = type == BlockType::Packet ? number16(at + 8) : number32(at + 8);
    const std::uint64_t units = std::uint64_t{number32(at + 12)} << 32 | number32(at + 16);
    return packetOf(interface, units, number32(at + 20), block, PacketHeaderLength, packet);
}

PcapngSource::Outcome PcapngSource::simplePacket(ByteView block, Packet& packet)
{
    if (block.size() < SimplePacketHeaderLength)
        return refuse("a packet block that is too short");
    if (interfaces_.empty())
        return refuse("a packet of an interface that is not described");
    std::uint32_t captured = number32(block.data() + 8);
    if (interfaces_[0].snapLength != 0)
        captured = std::min(captured, interfaces_[0].snapLength);
    const Timestamp time = lastTime_;
    const Outcome outcome = packetOf(0, 0, captured, block, SimplePacketHeaderLength, packet);
    packet.time = lastTime_ = time; // a simple packet has no time
    packet.takesComments = false;
    return outcome;
}

PcapngSource::Outcome PcapngSource::packetOf(std::uint32_t interface, std::uint64_t units,
                                             std::uint32_t captured, ByteView block,
                                             std::size_t headerLength, Packet& packet)
{
    if (interface >= interfaces_.size())
        return refuse("a packet of an interface that is not described");
    if (captured > block.size() - headerLength)
        return refuse("a packet that is longer than its block");
    const Interface& source = interfaces_[interface];
    packet.linkType = source.linkType;
    packet.time = lastTime_ = source.scale.time(units);
    packet.bytes = block.subspan(headerLength, captured);
    packet.at = window_.position() + headerLength;
    packet.wireLength = number32(block.data() + headerLength - 4);
    packet.origin = std::uint64_t{sections_.size()} << 32 | interface;
    packet.swapped = swapped_;
    packet.takesComments = true;
    packet.comments.clear();
    const std::size_t optionsAt = headerLength + padded(captured);
    if (headerLength == PacketHeaderLength && optionsAt < block.size()) {
        forEachOption(block.subspan(optionsAt), swapped_, [&](OptionCode code, ByteView value) {
            if (code == OptionCode::Comment)
                packet.comments.push_back(asText(value));
        });
    }
    return Outcome::Packet;
}

PcapngSource::Outcome PcapngSource::refuse(const char* why)
{
    refusal_ = why;
    return Outcome::Damaged;
}

} // namespace framescope::recording
