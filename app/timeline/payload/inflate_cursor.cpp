// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/payload/inflate_cursor.h"

#include <algorithm>

namespace framescope::timeline {

namespace {

/// Stores the requested part of the content from `first` on in `out`, and later bytes in `surplus`.
class Collector final : public wire::FrameStreamHandler
{
public:
    Collector(StreamOffset first, bool active, std::uint64_t seen, const ContentRange& range,
              Bytes& out, Bytes& surplus)
        : first_(first), range_(range), out_(out), surplus_(surplus), seen_(seen), active_(active)
    {
    }

    std::uint64_t seen() const { return seen_; }
    bool isDone() const
    {
        return seen_ >= range_.total || seen_ - std::min(seen_, range_.offset) >= range_.limit;
    }

    void frameBegin(const wire::FrameHeader&, StreamOffset start, const wire::Violations&) override
    {
        active_ = start >= first_;
    }
    void data(ByteView bytes) override
    {
        if (!active_ || seen_ >= range_.total) {
            return;
        }
        bytes = bytes.first(
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), range_.total - seen_)));
        const std::uint64_t before =
            range_.offset > seen_ ? std::min<std::uint64_t>(range_.offset - seen_, bytes.size())
                                  : 0;
        seen_ += bytes.size();
        bytes = bytes.subspan(static_cast<std::size_t>(before));
        const std::uint64_t room = range_.limit - kept_;
        const auto kept = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), room));
        kept_ += kept;
        append(out_, bytes.first(kept));
        append(surplus_, bytes.subspan(kept));
    }
    void frameEnd(const wire::FrameReport&) override {}
    void messageEnd(const wire::MessageReport&) override {}

private:
    StreamOffset first_;
    const ContentRange& range_;
    Bytes& out_;
    Bytes& surplus_;
    std::uint64_t seen_;
    std::uint64_t kept_ = 0;
    bool active_;
};

} // namespace

InflateCursor::InflateCursor(StreamSource& source, ConnectionId conn, Direction direction,
                             const StreamIndex& index, StreamOffset start, ByteView window)
    : source_(source), conn_(conn), direction_(direction),
      stream_({direction, start, index.deflate, index.inflateLimit}, window), position_(start),
      frameEnd_(start)
{
}

bool InflateCursor::canRead(StreamOffset first, std::uint64_t offset) const
{
    return position_ <= first ||
           (seen_ > 0 && content_ == first && offset >= seen_ - surplus_.size());
}

Result<void> InflateCursor::read(StreamOffset first, const ContentRange& range, Bytes& out)
{
    ContentRange rest = range;
    const bool goesOn = position_ > first;
    if (goesOn) {
        const std::uint64_t start = seen_ - surplus_.size();
        const std::uint64_t skipped =
            std::min<std::uint64_t>(range.offset - start, surplus_.size());
        surplus_.erase(surplus_.begin(), surplus_.begin() + static_cast<std::ptrdiff_t>(skipped));
        const auto taken =
            static_cast<std::size_t>(std::min<std::uint64_t>(surplus_.size(), range.limit));
        append(out, ByteView(surplus_).first(taken));
        surplus_.erase(surplus_.begin(), surplus_.begin() + static_cast<std::ptrdiff_t>(taken));
        rest.offset += taken;
        rest.limit -= taken;
    } else {
        surplus_.clear();
        seen_ = 0;
    }
    content_ = first;
    Collector collector(first, goesOn, seen_, rest, out, surplus_);
    while (rest.limit > 0 && !collector.isDone()) {
        if (auto fed = feedPiece(collector); !fed) {
            return fed;
        }
    }
    seen_ = collector.seen();
    return {};
}

/// Feeds at most one piece; stops after a frame, as the next may be requested separately.
Result<void> InflateCursor::feedPiece(wire::FrameStreamHandler& collector)
{
    constexpr std::uint64_t MaxPiece = 16 * 1024; // deflate expands it at most a thousandfold
    if (position_ == frameEnd_) {
        const auto header = source_.headerAt(conn_, direction_, position_);
        if (!header) {
            return tl::unexpected(header.error());
        }
        const std::uint64_t room = UINT64_MAX - position_.value - header->size;
        frameEnd_ = position_ + header->size + std::min(header->payloadLength, room);
    }
    const auto piece = source_.pieceAt(conn_, direction_, position_,
                                       std::min(frameEnd_.value - position_.value, MaxPiece));
    if (!piece) {
        return tl::unexpected(piece.error());
    }
    const std::uint64_t missing = std::min(piece->missing, frameEnd_.value - position_.value);
    if (piece->isEnd() || (missing > 0 && !stream_.skip(missing))) {
        return failure("the message can't be read again: its bytes are not in the recording");
    }
    stream_.feed(piece->bytes, collector);
    position_ = position_ + piece->bytes.size() + missing;
    return {};
}

} // namespace framescope::timeline
