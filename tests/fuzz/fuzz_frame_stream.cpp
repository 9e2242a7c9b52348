// SPDX-License-Identifier: GPL-3.0-or-later
//
// A FrameStream says the same however its input is split, and what it says is consistent. The
// input: a byte of options, a byte that says how many cuts follow, the cuts (each the distance
// to the next one), and the stream. The transcript itself refuses reports out of order.
#include "support/frame_script.h"

#include <algorithm>
#include <cstdlib>

using namespace framescope;
using namespace framescope::wire;
using namespace framescope::test;

namespace {

constexpr std::uint8_t OptionOut = 1;
constexpr std::uint8_t OptionDeflate = 2;
constexpr std::uint8_t OptionNoContext = 4;
constexpr std::uint8_t OptionGap = 8;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

FrameStream::Options optionsFrom(std::uint8_t bits)
{
    FrameStream::Options options;
    options.direction = (bits & OptionOut) != 0 ? Direction::Out : Direction::In;
    options.inflateLimit = 4096;
    if ((bits & OptionDeflate) != 0) {
        const bool noContext = (bits & OptionNoContext) != 0;
        options.deflate = DeflateParameters{.serverNoContextTakeover = noContext,
                                            .clientNoContextTakeover = noContext};
    }
    return options;
}

/// Positions in a stream of so many bytes, ascending.
std::vector<std::size_t> cutsFrom(ByteView distances, std::size_t size)
{
    std::vector<std::size_t> cuts;
    std::size_t at = 0;
    for (const std::uint8_t distance : distances) {
        at = std::min<std::size_t>(at + distance, size);
        cuts.push_back(at);
    }
    return cuts;
}

/// Checks what every report must keep, besides what the transcript does.
class Invariants : public FrameTranscript
{
public:
    explicit Invariants(const FrameStream::Options& options)
        : FrameTranscript(options.direction), nextStart_(options.start)
    {
    }

    void frameEnd(const FrameReport& report) override
    {
        require(report.start == nextStart_);
        require(report.received <= report.header.payloadLength || !report.complete);
        require(!report.complete || report.received == report.header.payloadLength);
        require(report.controlPayload.empty() || isControl(report.header.opcode));
        require(report.close.has_value() == (report.header.opcode == Opcode::Close));
        require(report.compressed || !report.complete || report.length == report.received);
        anyTruncated_ =
            anyTruncated_ || std::ranges::any_of(report.violations, [](const Violation& violation) {
                return violation.rule == Rule::FrameTruncated;
            });
        nextStart_ = report.start + report.header.size + report.received;
        FrameTranscript::frameEnd(report);
    }

    void messageEnd(const MessageReport& report) override
    {
        require(report.opcode == Opcode::Text || report.opcode == Opcode::Binary);
        require(report.frames > 0);
        require(report.compressed || report.length == report.wireLength);
        FrameTranscript::messageEnd(report);
    }

    StreamOffset nextStart() const { return nextStart_; }
    bool anyTruncated() const { return anyTruncated_; }

private:
    StreamOffset nextStart_;
    bool anyTruncated_ = false;
};

void checkSplits(const FrameStream::Options& options, ByteView stream,
                 const std::vector<std::size_t>& cuts)
{
    Invariants atOnce(options);
    FrameStream reader(options);
    reader.feed(stream, atOnce);
    const bool midFrame = reader.midFrame();
    reader.end(atOnce);
    require(atOnce.nextStart().value == stream.size());
    require(!reader.midFrame() && !reader.midMessage());
    require(atOnce.anyTruncated() == midFrame);
    require(playFrames(options, stream, cuts) == atOnce.lines());
}

/// Bytes that are missing must not confuse what comes after them.
void checkGap(const FrameStream::Options& options, ByteView stream, std::size_t from,
              std::size_t to)
{
    FrameTranscript transcript(options.direction);
    FrameStream reader(options);
    reader.feed(stream.first(from), transcript);
    if (!reader.skip(to - from)) {
        const std::size_t known = transcript.lines().size();
        reader.feed(stream.subspan(to), transcript);
        require(transcript.lines().size() == known);
    } else {
        reader.feed(stream.subspan(to), transcript);
    }
    reader.end(transcript);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView input(data, size);
    if (input.size() < 2) {
        return 0;
    }
    const FrameStream::Options options = optionsFrom(input[0]);
    const std::size_t cutCount = std::min<std::size_t>(input[1], input.size() - 2);
    const ByteView stream = input.subspan(2 + cutCount);
    const auto cuts = cutsFrom(input.subspan(2, cutCount), stream.size());
    checkSplits(options, stream, cuts);
    if ((input[0] & OptionGap) != 0 && cuts.size() >= 2) {
        checkGap(options, stream, cuts[0], cuts[1]);
    }
    return 0;
}
