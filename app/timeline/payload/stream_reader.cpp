// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/payload/stream_reader.h"
#include "base/partition_point.h"

#include "timeline/payload/inflate_cursor.h"
#include "timeline/payload/stream_source.h"

#include <algorithm>
#include <list>

namespace framescope::timeline {

namespace {

constexpr std::size_t MaxCursors = 8;

tl::unexpected<Error> notAFrame(EventId id)
{
    return failure("event " + std::to_string(std::uint64_t{id.value} + 1) +
                   " is neither a frame nor a message");
}

/// The most memory reserved in advance, whatever length a header claims.
constexpr std::uint64_t MaxReserve = 64 * 1024 * 1024;

} // namespace

struct StreamReader::State
{
    explicit State(const Timeline& of) : timeline(of), source(of) {}

    bool isFrame(const Entry& entry) const { return !isLifeCycle(entry.type); }
    StreamOffset startOf(const Entry& entry) const { return StreamOffset{entry.streamOffset}; }

    Result<Bytes> content(EventId id, bool inflated, std::uint64_t offset, std::uint64_t limit);

    Result<void> readFrame(const Entry& entry, StreamOffset start, const wire::FrameHeader& header,
                           std::uint64_t wireLength, ContentRange& range, Bytes& out);
    Result<void> readFrames(EventId id, std::uint32_t frames, ContentRange range, Bytes& out);
    Result<void> readInflated(EventId id, const Entry& entry, const ContentRange& range,
                              Bytes& out);
    InflateCursor& cursorFor(EventId id, const Entry& entry, std::uint64_t offset,
                             const StreamIndex& index);
    static const InflateCheckpoint* lastCheckpoint(const StreamIndex& index, StreamOffset at);
    StreamOffset messageStart(EventId id, const Entry& entry) const;

    const Timeline& timeline;
    StreamSource source;
    std::list<InflateCursor> cursors; ///< the most recently used first
    Bytes scratch;                    ///< holds the result of `view`

    /// The last frame read of an uncompressed message, and the number of frames from it on.
    struct LastFrame
    {
        std::optional<EventId> id;
        StreamOffset frame;
        std::uint64_t before = 0; ///< bytes of the message's content before the frame
        std::uint32_t frames = 0;
    };
    LastFrame last;
};

StreamReader::StreamReader(const Timeline& timeline) : state_(std::make_unique<State>(timeline)) {}

StreamReader::~StreamReader() = default;

Result<wire::FrameHeader> StreamReader::header(EventId id)
{
    const Entry& entry = state_->timeline.entry(id);
    if (!state_->isFrame(entry)) {
        return notAFrame(id);
    }
    return state_->source.headerAt(entry.conn(), entry.direction(), state_->startOf(entry));
}

Result<Bytes> StreamReader::wireBytes(EventId id, std::uint64_t limit)
{
    const Entry& entry = state_->timeline.entry(id);
    const auto head = header(id);
    if (!head) {
        return tl::unexpected(head.error());
    }
    std::uint64_t length = state_->timeline.wireLength(entry);
    if (entry.has(Entry::Assembled)) {
        length = head->payloadLength; // a message is represented by its first frame
    }
    Bytes out;
    std::uint64_t at = 0;
    const std::uint64_t end = head->size + head->payloadLength;
    limit = std::min(limit, head->size + length);
    while (out.size() < limit && at < end) {
        const auto piece =
            state_->source.pieceAt(entry.conn(), entry.direction(), state_->startOf(entry) + at,
                                   std::min(limit - out.size(), end - at));
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (piece->isEnd()) {
            break;
        }
        append(out, piece->bytes);
        at += piece->bytes.size() + piece->missing;
    }
    return out;
}

Result<Bytes> StreamReader::payload(EventId id, std::uint64_t offset, std::uint64_t limit)
{
    const Entry& entry = state_->timeline.entry(id);
    if (!state_->isFrame(entry)) {
        return notAFrame(id);
    }
    return state_->content(id, entry.has(Entry::Compressed), offset, limit);
}

Result<Bytes> StreamReader::wirePayload(EventId id, std::uint64_t offset, std::uint64_t limit)
{
    if (!state_->isFrame(state_->timeline.entry(id))) {
        return notAFrame(id);
    }
    return state_->content(id, false, offset, limit);
}

Result<ByteView> StreamReader::view(EventId id)
{
    State& state = *state_;
    const Entry& entry = state.timeline.entry(id);
    constexpr unsigned NotPlain = Entry::Compressed | Entry::Assembled | Entry::Incomplete;
    if (state.isFrame(entry) && (entry.flags & NotPlain) == 0 &&
        entry.wireLength < FileWindows::LongRead - wire::FrameHeader::MaxSize) {
        const std::uint64_t most = wire::FrameHeader::MaxSize + entry.wireLength;
        const auto piece =
            state.source.pieceAt(entry.conn(), entry.direction(), state.startOf(entry), most);
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        const auto header = wire::parseFrameHeader(piece->bytes);
        if (header && piece->bytes.size() >= header->size + entry.wireLength) {
            const ByteView payload = piece->bytes.subspan(header->size, entry.wireLength);
            if (!header->masked) {
                return payload;
            }
            state.scratch.assign(payload.begin(), payload.end());
            wire::applyMask(state.scratch, header->maskKey);
            return ByteView(state.scratch);
        }
    }
    auto bytes = payload(id);
    if (!bytes) {
        return tl::unexpected(std::move(bytes).error());
    }
    state.scratch = *std::move(bytes);
    return ByteView(state.scratch);
}

Result<Bytes> StreamReader::stream(ConnectionId conn, Direction dir, StreamOffset from,
                                   std::uint64_t count)
{
    Bytes out;
    while (count > 0) {
        const auto piece = state_->source.pieceAt(conn, dir, from, count);
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (piece->isEnd()) {
            break;
        }
        append(out, piece->bytes);
        const std::uint64_t passed = std::min(count, piece->bytes.size() + piece->missing);
        from = from + passed;
        count -= passed;
    }
    return out;
}

Result<Bytes> StreamReader::State::content(EventId id, bool inflated, std::uint64_t offset,
                                           std::uint64_t limit)
{
    const Entry& entry = timeline.entry(id);
    const std::uint64_t total = inflated ? timeline.length(entry) : timeline.wireLength(entry);
    Bytes out;
    if (offset >= total || limit == 0) {
        return out;
    }
    const ContentRange range{total, offset, std::min(limit, total - offset)};
    out.reserve(static_cast<std::size_t>(std::min(range.limit, MaxReserve)));
    const std::uint32_t frames = entry.has(Entry::Assembled) ? timeline.detail(entry)->frames : 1;
    auto done = inflated ? readInflated(id, entry, range, out) : readFrames(id, frames, range, out);
    if (!done) {
        return tl::unexpected(std::move(done).error());
    }
    return out;
}

/// Reads the part of `range` in this frame, and moves the range past the frame. Missing bytes are
/// skipped.
Result<void> StreamReader::State::readFrame(const Entry& entry, StreamOffset start,
                                            const wire::FrameHeader& header,
                                            std::uint64_t wireLength, ContentRange& range,
                                            Bytes& out)
{
    const StreamOffset payload = start + header.size;
    std::uint64_t at = 0; // offset in the payload
    while (wireLength > 0 && range.limit > 0 && at < header.payloadLength) {
        if (!entry.has(Entry::Incomplete) && range.offset > 0) {
            const std::uint64_t skipped = std::min(range.offset, wireLength);
            at += skipped;
            wireLength -= skipped;
            range.offset -= skipped;
            continue;
        }
        const std::uint64_t most = std::min(
            {wireLength, header.payloadLength - at, range.offset > 0 ? range.offset : range.limit});
        const auto piece = source.pieceAt(entry.conn(), entry.direction(), payload + at, most);
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (piece->isEnd()) {
            break;
        }
        const std::uint64_t size = piece->bytes.size();
        if (range.offset > 0) {
            range.offset -= size;
        } else {
            append(out, piece->bytes);
            if (header.masked) {
                wire::applyMask(MutableByteView(out).last(piece->bytes.size()), header.maskKey, at);
            }
            range.limit -= size;
        }
        wireLength -= size;
        at += size + piece->missing;
    }
    return {};
}

/// Reads the data frames from the entry's on, without control frames between them. Continues from
/// the last frame of the previous call, if that is not after the requested part.
Result<void> StreamReader::State::readFrames(EventId id, std::uint32_t frames, ContentRange range,
                                             Bytes& out)
{
    const Entry& entry = timeline.entry(id);
    StreamOffset start = startOf(entry);
    std::uint64_t before = 0; // content of the frames skipped so far
    if (last.id == id && last.before <= range.offset && !entry.has(Entry::Incomplete)) {
        start = last.frame;
        before = last.before;
        frames = last.frames;
        range.offset -= before;
    }
    while (frames > 0 && range.limit > 0) {
        last = {id, start, before, frames};
        const auto header = source.headerAt(entry.conn(), entry.direction(), start);
        if (!header) {
            return tl::unexpected(header.error());
        }
        if (!entry.has(Entry::Assembled) || wire::isData(header->opcode)) {
            --frames;
            const std::uint64_t wireLength =
                entry.has(Entry::Assembled) ? header->payloadLength : timeline.wireLength(entry);
            before += wireLength;
            if (auto done = readFrame(entry, start, *header, wireLength, range, out); !done) {
                return done;
            }
        }
        if (frames > 0) {
            start = start + header->size + header->payloadLength;
        }
    }
    return {};
}

Result<void> StreamReader::State::readInflated(EventId id, const Entry& entry,
                                               const ContentRange& range, Bytes& out)
{
    const StreamIndex* index = source.index(entry.conn(), entry.direction());
    InflateCursor& cursor = cursorFor(id, entry, range.offset, *index);
    auto done = cursor.read(startOf(entry), range, out);
    if (!done) {
        cursors.pop_front();
    }
    return done;
}

/// Returns a cursor that can continue, if it is nearer than the nearest checkpoint; else a new one.
InflateCursor& StreamReader::State::cursorFor(EventId id, const Entry& entry, std::uint64_t offset,
                                              const StreamIndex& index)
{
    constexpr std::uint64_t NearEnough = 64 * 1024;
    const InflateCheckpoint* checkpoint = lastCheckpoint(index, startOf(entry));
    StreamOffset start = checkpoint ? checkpoint->start : index.framesStart;
    if (!index.checkpoints) {
        start = messageStart(id, entry);
    }
    const auto found = std::ranges::find_if(cursors, [&](const InflateCursor& cursor) {
        return cursor.conn() == entry.conn() && cursor.direction() == entry.direction();
    });
    if (found != cursors.end()) {
        const bool leadsThere = found->position() >= start ||
                                (checkpoint && !checkpoint->window.empty()) || !checkpoint;
        if (leadsThere && found->position().value + NearEnough >= start.value &&
            found->canRead(startOf(entry), offset)) {
            cursors.splice(cursors.begin(), cursors, found);
            return cursors.front();
        }
        cursors.erase(found);
    }
    if (cursors.size() == MaxCursors) {
        cursors.pop_back();
    }
    return cursors.emplace_front(source, entry.conn(), entry.direction(), index, start,
                                 checkpoint ? ByteView(checkpoint->window) : ByteView());
}

/// The last checkpoint at or before `at`; null if there is none.
const InflateCheckpoint* StreamReader::State::lastCheckpoint(const StreamIndex& index,
                                                             StreamOffset at)
{
    const std::size_t size = index.checkpoints ? index.checkpoints->size() : 0;
    const std::size_t after = partitionPoint(
        std::size_t{0}, size, [&](std::size_t i) { return (*index.checkpoints)[i].start <= at; });
    return after == 0 ? nullptr : &(*index.checkpoints)[after - 1];
}

/// The start of the message. Without context takeover, each message can be inflated by itself.
StreamOffset StreamReader::State::messageStart(EventId id, const Entry& entry) const
{
    std::uint32_t i = id.value;
    while (entry.type == Type::Continuation && i > 0) {
        --i;
        const Entry& before = timeline.entry(EventId{i});
        if (before.connection == entry.connection && before.direction() == entry.direction() &&
            before.has(Entry::InFrames) &&
            (before.type == Type::Text || before.type == Type::Binary)) {
            return startOf(before);
        }
    }
    return startOf(entry);
}

} // namespace framescope::timeline
