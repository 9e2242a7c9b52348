// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/reader.h"

#include "recording/capture_source.h"
#include "recording/connection_tracker.h"
#include "recording/tcp_packet.h"

namespace framescope::recording {

namespace {

constexpr std::uint64_t ProgressInterval = std::uint64_t{4} << 20;

/// A packet that is there for its comments: no bytes, or an IPv6 header that says that nothing
/// follows.
bool isEmpty(ByteView packet)
{
    constexpr std::uint8_t NoNextHeader = 59;
    return packet.empty() ||
           (packet[0] >> 4 == 6 && packet.size() >= 40 && packet[6] == NoNextHeader);
}

} // namespace

struct Reader::State
{
    std::shared_ptr<const File> file;
    std::unique_ptr<CaptureSource> source;
};

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}

Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::open(std::shared_ptr<const File> file)
{
    auto source = openCapture(file);
    if (!source)
        return tl::unexpected(source.error());
    auto state = std::make_unique<State>();
    state->file = std::move(file);
    state->source = std::move(*source);
    return std::unique_ptr<Reader>(new Reader(std::move(state)));
}

Result<Reader::Summary> Reader::read(PacketSink& sink, const Progress& progress, const Visit& visit)
{
    using Step = CaptureSource::Step;
    CaptureSource& source = *state_->source;
    ConnectionTracker tracker(sink, *state_->file);
    Summary summary;
    summary.fileSize = source.fileSize();
    std::uint64_t nextProgress = ProgressInterval;
    bool stopped = false;
    Packet packet;
    Step step = Step::Packet;
    while (!stopped && (step = source.next(packet)) == Step::Packet) {
        ++summary.packets;
        if (visit)
            visit(packet.at);
        const ByteView ip = ipPacketOf(packet.linkType, packet.bytes);
        if (const auto segment = parseIpPacket(ip)) {
            const auto offset = static_cast<std::uint64_t>(ip.data() - packet.bytes.data());
            tracker.packet(packet, *segment, packet.at + offset + segment->payloadOffset);
        } else {
            summary.otherPackets += isEmpty(packet.bytes) ? 0 : 1;
            tracker.packet(packet);
        }
        if (progress && source.position().value >= nextProgress) {
            nextProgress = source.position().value + ProgressInterval;
            stopped = !progress(source.position().value, summary.fileSize);
        }
    }
    if (step == Step::Failed)
        return tl::unexpected(*source.error());
    if (!stopped)
        tracker.finish(packet.time);
    summary.bytesRead = source.position().value;
    summary.tornTail = step == Step::Torn;
    summary.damage = source.damage();
    return summary;
}

} // namespace framescope::recording
