// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/reader.h"

#include "base/text/counted.h"
#include "recording/blocks/capture_source.h"
#include "recording/blocks/timestamp_scale.h"
#include "recording/tcp/tcp_packet.h"
#include "recording/tcp/tcp_tracker.h"

#include <string>

namespace framescope::recording {

namespace {

constexpr std::uint64_t ProgressInterval = std::uint64_t{4} << 20;

/// Whether a packet exists only for its comments: no bytes, or an IPv6 header with nothing after
/// it.
bool isEmpty(ByteView packet)
{
    constexpr std::uint8_t NoNextHeader = 59;
    return packet.empty() ||
           (packet[0] >> 4 == 6 && packet.size() >= 40 && packet[6] == NoNextHeader);
}

bool isMoved(Timestamp time)
{
    const std::int64_t count = time.time_since_epoch().count();
    return count <= TimestampScale::Earliest || count >= TimestampScale::Latest;
}

void countLeftOut(const Packet& packet, const FrameContent& content, Reader::Summary& summary)
{
    if (isEmpty(packet.bytes))
        return;
    ++summary.otherPackets;
    const NoSegment why = whyNoSegment(content.ip);
    const bool tunnel = content.kind == FrameContent::Kind::Tunnel || why == NoSegment::Tunnel;
    summary.unknownLinks += content.kind == FrameContent::Kind::UnknownLink ? 1 : 0;
    summary.tunnels += tunnel ? 1 : 0;
    summary.fragments += why == NoSegment::Fragment ? 1 : 0;
    summary.damaged += why == NoSegment::Damaged ? 1 : 0;
}

void tellLeftOut(PacketSink& sink, Timestamp time, const Reader::Summary& summary)
{
    const auto tell = [&](std::uint64_t count, const char* what, const char* meaning) {
        if (count > 0)
            sink.captureNote(time, counted(count, what) + meaning);
    };
    tell(summary.fragments, "fragment",
         " of IP packets with TCP in them: they are not put together, and what they carry is "
         "missing");
    tell(summary.damaged, "packet", " with TCP headers that are damaged or cut off: left out");
    tell(summary.tunnels, "packet",
         " of a tunnel (MPLS, PPPoE, GRE or IP in IP), which is not looked into: left out");
    tell(summary.unknownLinks, "packet", " of a link type that is not read: left out");
    tell(summary.movedTimes, "packet",
         " with a time before 1896 or after 2116: shown with the nearest time between these");
}

} // namespace

Reader::Reader(std::shared_ptr<const File> file, std::unique_ptr<CaptureSource> source)
    : file_(std::move(file)), source_(std::move(source))
{
}

Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::open(std::shared_ptr<const File> file)
{
    auto source = openCapture(file);
    if (!source)
        return tl::unexpected(source.error());
    return std::unique_ptr<Reader>(new Reader(std::move(file), *std::move(source)));
}

Result<Reader::Summary> Reader::read(PacketSink& sink, const Progress& progress, const Visit& visit)
{
    using Step = CaptureSource::Step;
    CaptureSource& source = *source_;
    TcpTracker tracker(sink, *file_);
    Summary summary;
    summary.fileSize = source.fileSize();
    std::uint64_t nextProgress = ProgressInterval;
    bool stopped = false;
    Packet packet;
    Step step = Step::Packet;
    while (!stopped && (step = source.next(packet)) == Step::Packet) {
        ++summary.packets;
        summary.movedTimes += isMoved(packet.time) ? 1 : 0;
        if (visit)
            visit(packet.at);
        const FrameContent content = contentOf(packet.linkType, packet.bytes);
        if (const auto segment = parseIpPacket(content.ip)) {
            const auto offset = static_cast<std::uint64_t>(content.ip.data() - packet.bytes.data());
            tracker.packet(packet, *segment, packet.at + offset + segment->payloadOffset);
        } else {
            countLeftOut(packet, content, summary);
            tracker.packet(packet);
        }
        if (progress && source.position().value >= nextProgress) {
            nextProgress = source.position().value + ProgressInterval;
            stopped = !progress(source.position().value, summary.fileSize);
        }
    }
    if (step == Step::Failed)
        return tl::unexpected(*source.error());
    if (!stopped) {
        tracker.finish();
        tellLeftOut(sink, packet.time, summary);
    }
    summary.bytesRead = source.position().value;
    summary.tornTail = step == Step::Torn;
    summary.damage = source.damage();
    return summary;
}

} // namespace framescope::recording
