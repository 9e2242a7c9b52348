// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/inflate_cursor.h"

#include <algorithm>

namespace framescope::timeline {

namespace {

/// Keeps the part that was asked for of what the frames from `first` on carry.
class Collector final : public wire::FrameStreamHandler
{
public:
    Collector(StreamOffset first, const ContentRange& range, Bytes& out)
        : first_(first), range_(range), out_(out)
    {
    }

    bool isDone() const
    {
        return seen_ >= range_.total || seen_ - std::min(seen_, range_.offset) >= range_.limit;
    }

    void frameBegin(const wire::FrameHeader&, StreamOffset start) override
    {
        active_ = start >= first_;
    }
    void data(ByteView bytes) override
    {
        if (!active_ || isDone()) {
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
        bytes = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), room)));
        kept_ += bytes.size();
        append(out_, bytes);
    }
    void frameEnd(const wire::FrameReport&) override {}
    void messageEnd(const wire::MessageReport&) override {}

private:
    StreamOffset first_;
    const ContentRange& range_;
    Bytes& out_;
    std::uint64_t seen_ = 0;
    std::uint64_t kept_ = 0;
    bool active_ = false;
};

} // namespace

InflateCursor::InflateCursor(StreamSource& source, ConnectionId conn, Direction direction,
                             const StreamIndex& index, StreamOffset start, ByteView window)
    : source_(source), conn_(conn), direction_(direction),
      stream_({direction, start, index.deflate, index.inflateLimit}, window), position_(start),
      frameEnd_(start)
{
}

Result<void> InflateCursor::read(StreamOffset first, const ContentRange& range, Bytes& out)
{
    Collector collector(first, range, out);
    while (!collector.isDone()) {
        if (auto fed = feedPiece(collector); !fed) {
            return fed;
        }
    }
    return {};
}

/// Never goes beyond the end of a frame, for the next one may be asked for then.
Result<void> InflateCursor::feedPiece(wire::FrameStreamHandler& collector)
{
    constexpr std::uint64_t MaxPiece = 64 * 1024;
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
    if (piece->isEnd() || (piece->missing > 0 && !stream_.skip(piece->missing))) {
        return failure("the message can't be read again: its bytes are not in the recording");
    }
    stream_.feed(piece->bytes, collector);
    position_ = position_ + piece->bytes.size() + piece->missing;
    return {};
}

} // namespace framescope::timeline
