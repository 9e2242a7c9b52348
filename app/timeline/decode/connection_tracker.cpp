// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/connection_tracker.h"

#include "base/text/counted.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace framescope::timeline {

namespace {

template <class T>
T addressesDetail(const std::optional<Endpoints>& endpoints)
{
    T detail;
    if (endpoints) {
        detail.client = endpoints->client.toString();
        detail.server = endpoints->server.toString();
    }
    return detail;
}

std::string urlOf(const LifeCycle& content)
{
    const auto* connecting = std::get_if<ConnectingDetail>(&content);
    return connecting ? connecting->url.value_or(std::string()) : std::string();
}

std::string layerOf(const LifeCycle& content)
{
    const auto* error = std::get_if<ErrorDetail>(&content);
    return error ? error->layer.value_or(std::string()) : std::string();
}

} // namespace

ConnectionTracker::Frames::Frames(ConnectionId conn, Publisher& publisher)
    : controls(conn, publisher),
      in(conn, Direction::In, publisher, publisher.stream(conn, Direction::In), controls),
      out(conn, Direction::Out, publisher, publisher.stream(conn, Direction::Out), controls)
{
}

ConnectionTracker::ConnectionTracker(ConnectionId conn, Publisher& publisher,
                                     std::uint64_t inflateLimit, bool reads)
    : conn_(conn), publisher_(publisher), inflateLimit_(inflateLimit), reads_(reads),
      handshake_(conn, publisher)
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
    return frames_ ? std::as_const(*frames_).of(direction).decoder() : nullptr;
}

/// A foreign capture says nothing of the connection's beginning but the addresses.
void ConnectionTracker::endpointsKnown(Timestamp time, const Endpoints& endpoints)
{
    told(time);
    publisher_.update(conn_, [&](ConnectionInfo& info) { info.endpoints = endpoints; });
    if (!connectingSeen_) {
        connectingAt_ = time;
        if (!endpoints.guessed) {
            publishConnecting();
        }
    }
}

void ConnectionTracker::publishConnecting()
{
    if (const auto time = std::exchange(connectingAt_, {}); time && !connectingSeen_) {
        phaseReached(Type::Connecting, *time,
                     {Type::Connecting, false,
                      addressesDetail<ConnectingDetail>(publisher_.info(conn_).endpoints)});
    }
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
        reverse();
    }
    if (verdict != Verdict::No) {
        bytesSeen(pieces.front().time);
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

void ConnectionTracker::reverse()
{
    reversed_ = true;
    publisher_.update(conn_, [](ConnectionInfo& info) {
        if (info.endpoints) {
            std::swap(info.endpoints->client, info.endpoints->server);
        }
    });
}

void ConnectionTracker::take(Direction direction, Timestamp time, ByteView bytes, FileOffset at)
{
    StreamIndex& index = stream(direction);
    const std::uint64_t length = index.length.load(std::memory_order_relaxed);
    if (ended_[indexOf(direction)]) {
        behindEnd(real(direction), bytes.size());
        return;
    }
    if (bytes.empty() || !hasRoomFor(time, length, bytes.size())) {
        return;
    }
    if (closed_ || closedComment_) {
        goesOn(time);
    }
    bytesSeen(time);
    if (!firstEnd_ || time <= firstEnd_->time) {
        lastByte_ = std::max(lastByte_.value_or(time), time);
    }
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

void ConnectionTracker::bytesSeen(Timestamp time)
{
    told(time);
    publishConnecting();
    if (!connectedSeen_) {
        phaseReached(Type::Connected, time,
                     {Type::Connected, false,
                      addressesDetail<ConnectedDetail>(publisher_.info(conn_).endpoints)});
    }
}

bool ConnectionTracker::hasRoomFor(Timestamp time, std::uint64_t length, std::uint64_t count)
{
    if (!full_ && count > Publisher::MaxStreamOffset - length) {
        full_ = true;
        publisher_.publish(
            conn_, time, Type::Note,
            Detail::of(noteDetail("more than 16 TiB in one direction: the rest is left out")));
        endFrames(time);
    }
    return !full_;
}

/// `rest`: bytes of `current` that the handshake left, and that are fed afterwards.
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
    frames_ = std::make_unique<Frames>(conn_, publisher_);
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
    bytesSeen(time);
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

/// The bytes of that side are lost, so the handshake and the ending are not known.
void ConnectionTracker::sideMissing(Direction direction, Timestamp time, std::uint64_t count)
{
    if (recognition_) {
        settle(recognition_->decide());
    }
    direction = real(direction);
    told(time);
    publishConnecting();
    missingSide_ = direction;
    publisher_.publish(conn_, time, Type::Note,
                       Detail::of(noteDetail("there is no packet of " + ownerOf(direction) +
                                             " in this recording")),
                       direction);
    takeGap(direction, time, count);
}

void ConnectionTracker::comment(Timestamp time, const PacketComment& comment)
{
    if (recognition_) {
        settle(recognition_->decide());
    }
    told(time);
    Type type = comment.type;
    if (type == Type::Closed && !closed_ && !closedComment_) {
        closedTold(time, Detail::of(comment.content));
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
    phaseReached(type, time, comment);
}

void ConnectionTracker::phaseReached(Type type, Timestamp time, const PacketComment& comment)
{
    ownRecording_ = ownRecording_ || (comment.ours && type != Type::Note);
    if (ownRecording_) {
        handshake_.isWhole();
    }
    connectingSeen_ = connectingSeen_ || type == Type::Connecting;
    connectedSeen_ = connectedSeen_ || type == Type::Connected;
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        switch (type) {
        case Type::Connecting:
            info.url = urlOf(comment.content);
            info.connectingAt = time;
            break;
        case Type::Resolved:
            info.resolvedAt = time;
            break;
        case Type::Connected:
            info.connectedAt = time;
            break;
        case Type::Secured:
            if (const auto* secured = std::get_if<SecuredDetail>(&comment.content)) {
                info.secured = *secured;
            }
            info.securedAt = time;
            break;
        default:
            break;
        }
    });
    publisher_.publish(conn_, time, type, Detail::of(comment.content));
}

} // namespace framescope::timeline
