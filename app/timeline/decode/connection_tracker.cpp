// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/connection_tracker.h"

#include "base/text/counted.h"

#include <utility>

namespace framescope::timeline {

namespace {

std::string layerOf(const LifeCycle& content)
{
    const auto* error = std::get_if<ErrorDetail>(&content);
    return error ? error->layer.value_or(std::string()) : std::string();
}

} // namespace

ConnectionTracker::ConnectionTracker(ConnectionId conn, Publisher& publisher,
                                     std::uint64_t inflateLimit, bool reads)
    : conn_(conn), publisher_(publisher), inflateLimit_(inflateLimit), reads_(reads),
      phases_(conn, publisher), handshake_(conn, publisher)
{
}

wire::FrameStreamHandler* ConnectionTracker::follow(Direction direction,
                                                    std::shared_ptr<wire::FrameStream> stream)
{
    if (!frames_) {
        return nullptr;
    }
    FrameTracker& frames = frames_->of(direction);
    frames.follow(std::move(stream));
    return &frames;
}

const wire::FrameDecoder* ConnectionTracker::decoder(Direction direction) const
{
    return frames_ ? frames_->of(direction).decoder() : nullptr;
}

void ConnectionTracker::data(Direction direction, Timestamp time, ByteView bytes, FileOffset at)
{
    direction = real(direction);
    if (!anyData_ && !bytes.empty()) {
        anyData_ = true;
        if ((reads_ || !ownRecording_) && !frames_ && !closed_ && Recognition::isCalledFor(bytes)) {
            const auto& endpoints = publisher_.info(conn_).endpoints;
            recognition_ = std::make_unique<Recognition>(endpoints && endpoints->guessed);
        }
    }
    if (recognition_) {
        settle(recognition_->data(direction, time, bytes, at));
    } else {
        take(direction, time, bytes, at);
    }
}

void ConnectionTracker::gap(Direction direction, Timestamp time, std::uint64_t count)
{
    if (recognition_) {
        settle(recognition_->gap(real(direction), time, count));
    } else {
        takeGap(real(direction), time, count);
    }
}

void ConnectionTracker::streamEnded(Direction direction, Timestamp time, recording::StreamEnd how)
{
    if (recognition_) {
        settle(recognition_->ended(real(direction), time, how));
    } else {
        takeEnd(real(direction), time, how);
    }
}

/// Processes the bytes that were held back, now that the protocol is known.
void ConnectionTracker::settle(Recognition::Verdict verdict)
{
    using Verdict = Recognition::Verdict;
    if (verdict == Verdict::Undecided) {
        return;
    }
    const std::unique_ptr<Recognition> recognition = std::move(recognition_);
    const auto pieces = recognition->take();
    const bool reversed = verdict == Verdict::Reversed;
    if (reversed) {
        reversed_ = true;
        publisher_.update(conn_, [](ConnectionInfo& info) {
            if (info.endpoints) {
                std::swap(info.endpoints->client, info.endpoints->server);
            }
        });
    }
    if (verdict != Verdict::No) {
        phases_.bytesSeen(pieces.front().time);
        handshake_.recognised(pieces.front().time);
        startFrames(Direction::In, 0);
        for (const Direction direction : {Direction::In, Direction::Out}) {
            const bool masked = direction == Direction::Out;
            const Direction told = reversed ? opposite(direction) : direction;
            if (const auto first = recognition->firstFrame(told, masked)) {
                frames_->of(direction).startAt(StreamOffset{
                    stream(direction).length.load(std::memory_order_relaxed) + *first});
            }
        }
    }
    for (const Recognition::Piece& piece : pieces) {
        const Direction direction = reversed ? opposite(piece.direction) : piece.direction;
        if (piece.end) {
            takeEnd(direction, piece.time, *piece.end);
        } else if (piece.missing > 0) {
            takeGap(direction, piece.time, piece.missing);
        } else {
            take(direction, piece.time, piece.bytes, piece.at);
        }
    }
}

void ConnectionTracker::take(Direction direction, Timestamp time, ByteView bytes, FileOffset at)
{
    StreamIndex& index = stream(direction);
    const std::uint64_t length = index.length.load(std::memory_order_relaxed);
    if (tcp_.hasEnded(direction)) {
        behindEnd(real(direction), bytes.size());
        return;
    }
    if (bytes.empty() || !hasRoomFor(time, length, bytes.size())) {
        return;
    }
    if (closed_ || closedComment_) {
        goesOn(time);
    }
    phases_.bytesSeen(time);
    tcp_.byteSeen(time, frames_ && frames_->controls.closedByAny());
    index.extents.push(Extent{StreamOffset{length}, at});
    index.length.store(length + bytes.size(), std::memory_order_release);
    publisher_.counters().direction[indexOf(direction)].wireBytes.add(bytes.size());
    if (!frames_) {
        const std::size_t taken = handshake_.feed(direction, time, bytes);
        if (!handshake_.switched()) {
            return;
        }
        bytes = bytes.subspan(taken);
        startFrames(direction, bytes.size());
    }
    frames_->of(direction).feed(time, bytes);
}

bool ConnectionTracker::hasRoomFor(Timestamp time, std::uint64_t length, std::uint64_t count)
{
    if (!full_ && count > Publisher::MaxStreamOffset - length) {
        full_ = true;
        publisher_.note(conn_, time, "more than 16 TiB in one direction: the rest is left out");
        endFrames(time);
    }
    return !full_;
}

/// `rest`: the bytes of `current` after the handshake, which are fed later.
void ConnectionTracker::startFrames(Direction current, std::uint64_t rest)
{
    const auto early = handshake_.takeEarly();
    for (const Direction direction : {Direction::In, Direction::Out}) {
        StreamIndex& index = stream(direction);
        std::uint64_t start = index.length.load(std::memory_order_relaxed);
        start -= direction == current ? rest : 0;
        for (const auto& chunk : early) {
            start -= chunk.direction == direction ? chunk.bytes.size() + chunk.missing : 0;
        }
        index.framesStart = StreamOffset{start};
        index.deflate = handshake_.outcome()->deflate;
        index.inflateLimit = inflateLimit_;
    }
    frames_ = std::make_unique<ConnectionFrames>(conn_, publisher_);
    for (const Direction direction : {Direction::In, Direction::Out}) {
        if (handshake_.isLost(direction)) {
            frames_->of(direction).lose("the beginning of what " + ownerOf(direction) +
                                            " sent is missing from the recording",
                                        stream(direction).framesStart);
        }
    }
    for (const auto& chunk : early) {
        if (chunk.missing > 0) {
            frames_->of(chunk.direction).skip(chunk.time, chunk.missing);
        } else {
            frames_->of(chunk.direction).feed(chunk.time, chunk.bytes);
        }
    }
}

void ConnectionTracker::takeGap(Direction direction, Timestamp time, std::uint64_t count)
{
    StreamIndex& index = stream(direction);
    const std::uint64_t length = index.length.load(std::memory_order_relaxed);
    if (count == 0 || !hasRoomFor(time, length, count)) {
        return;
    }
    phases_.bytesSeen(time);
    const bool readable = !frames_ || frames_->of(direction).skip(time, count);
    index.extents.push(Extent{StreamOffset{length}, Extent::Missing});
    index.length.store(length + count, std::memory_order_release);
    std::string text = missingText(direction, count);
    if (!readable) {
        text += "; it is not known where the next frame begins";
    }
    publisher_.publish(conn_, time, Type::Note, Detail::of(gapDetail(text, count)), direction);
    if (!frames_ && !closed_) {
        handshake_.gap(direction, time, count);
        if (handshake_.switched()) {
            startFrames(direction, 0);
        }
    }
}

/// Handles a side whose data is missing, so that the handshake and the ending are unknown.
void ConnectionTracker::sideMissing(Direction direction, Timestamp time, std::uint64_t count)
{
    if (recognition_) {
        settle(recognition_->decide());
    }
    direction = real(direction);
    phases_.told(time);
    phases_.publishConnecting();
    missingSide_ = direction;
    publisher_.note(conn_, time,
                    "there is no packet of " + ownerOf(direction) + " in this recording",
                    direction);
    takeGap(direction, time, count);
}

void ConnectionTracker::comment(Timestamp time, PacketComment comment)
{
    if (recognition_) {
        settle(recognition_->decide());
    }
    phases_.told(time);
    Type type = comment.type;
    if (type == Type::Closed && !closed_ && !closedComment_) {
        closedTold(time, Detail::of(std::move(comment.content)));
        return;
    }
    if (type == Type::Closed) {
        type = Type::Note;
    }
    if (type == Type::Error) {
        handshake_.explained();
        if (frames_ && layerOf(comment.content) == "websocket") {
            frames_->controls.failedByUs();
        }
    }
    ownRecording_ = ownRecording_ || (comment.ours && type != Type::Note);
    if (ownRecording_) {
        handshake_.isWhole();
    }
    phases_.reached(type, time, std::move(comment.content));
}

} // namespace framescope::timeline
