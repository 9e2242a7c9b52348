// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/packet_cuts.h"

namespace framescope::timeline {

namespace {

constexpr std::size_t ShortestFrame = 2;
constexpr std::size_t AlwaysFits = MaxFramesPerPacket * ShortestFrame;

/// Finds the cuts by counting frames as they begin.
class FrameCounter
{
public:
    FrameCounter(StreamOffset start, bool midFrame, std::vector<std::size_t>& cuts)
        : start_(start), frames_(midFrame ? 1 : 0), cuts_(cuts)
    {
    }

    void frameBegin(const wire::FrameHeader&, StreamOffset start)
    {
        if (++frames_ > MaxFramesPerPacket) {
            cuts_.push_back(static_cast<std::size_t>(start.value - start_.value));
            frames_ = 1;
        }
    }
    void framePayload(ByteView, std::uint64_t) {}
    void frameEnd() {}

private:
    StreamOffset start_;
    std::size_t frames_;
    std::vector<std::size_t>& cuts_;
};

} // namespace

std::vector<std::size_t> packetCuts(const wire::FrameDecoder* before, ByteView bytes)
{
    std::vector<std::size_t> cuts;
    if (bytes.size() <= AlwaysFits) {
        return cuts;
    }
    if (!before) {
        for (std::size_t at = AlwaysFits; at < bytes.size(); at += AlwaysFits) {
            cuts.push_back(at);
        }
        return cuts;
    }
    wire::FrameDecoder decoder = *before;
    FrameCounter counter(decoder.position(), decoder.midFrame(), cuts);
    decoder.feed(bytes, counter);
    return cuts;
}

} // namespace framescope::timeline
