// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/pcap_source.h"

#include "recording/blocks/byte_order.h"

namespace framescope::recording {

namespace {

constexpr std::uint32_t MicrosecondMagic = 0xa1b2c3d4;
constexpr std::uint32_t NanosecondMagic = 0xa1b23c4d;
constexpr std::size_t RecordHeaderLength = 16;

} // namespace

bool PcapSource::recognises(ByteView start)
{
    if (start.size() < sizeof(std::uint32_t))
        return false;
    const auto magic = load<std::uint32_t>(start.data());
    return magic == MicrosecondMagic || magic == NanosecondMagic ||
           reversed(magic) == MicrosecondMagic || reversed(magic) == NanosecondMagic;
}

PcapSource::PcapSource(FileWindow window) : CaptureSource(std::move(window)) {}

CaptureSource::Step PcapSource::readHeader()
{
    const ByteView header = window_.peek(HeaderLength);
    if (header.size() < HeaderLength)
        return torn();
    auto magic = load<std::uint32_t>(header.data());
    swapped_ = magic != MicrosecondMagic && magic != NanosecondMagic;
    if (swapped_)
        magic = reversed(magic);
    if (magic == NanosecondMagic) {
        unitsPerSecond_ = 1'000'000'000;
        scale_ = TimestampScale(9);
    }
    // The upper bits describe the frame check sequence.
    linkType_ = static_cast<LinkType>(load<std::uint32_t>(header.data() + 20, swapped_) & 0xffff);
    window_.advance(HeaderLength);
    headerRead_ = true;
    return Step::Packet;
}

CaptureSource::Step PcapSource::next(Packet& packet)
{
    if (!headerRead_) {
        if (const Step step = readHeader(); step != Step::Packet)
            return step;
    }
    const ByteView head = window_.peek(RecordHeaderLength);
    if (head.size() < RecordHeaderLength)
        return head.empty() && !error() ? Step::End : torn();
    const auto seconds = load<std::uint32_t>(head.data(), swapped_);
    const auto fraction = load<std::uint32_t>(head.data() + 4, swapped_);
    const auto captured = load<std::uint32_t>(head.data() + 8, swapped_);
    if (captured > LongestBlock)
        return damaged("a packet cannot have a length of " + std::to_string(captured));
    const std::size_t length = RecordHeaderLength + captured;
    if (length > window_.remaining())
        return torn();
    const ByteView record = window_.peek(length);
    if (record.size() < length)
        return torn();
    packet.linkType = linkType_;
    packet.time = scale_.time(std::uint64_t{seconds} * unitsPerSecond_ + fraction);
    packet.bytes = record.subspan(RecordHeaderLength, captured);
    packet.at = window_.position() + RecordHeaderLength;
    packet.wireLength = load<std::uint32_t>(record.data() + 12, swapped_);
    window_.advance(length);
    return Step::Packet;
}

} // namespace framescope::recording
