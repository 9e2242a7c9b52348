// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/connection_tracker.h"

#include <utility>

namespace framescope::timeline {

namespace {

template <class T>
T addressesDetail(const std::optional<recording::Endpoints>& endpoints)
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
                                     std::uint64_t inflateLimit)
    : conn_(conn), publisher_(publisher), inflateLimit_(inflateLimit), handshake_(conn, publisher)
{
}

void ConnectionTracker::observe(Direction direction, wire::FrameStreamHandler* observer)
{
    observers_[indexOf(direction)] = observer;
    if (frames_) {
        frames_->of(direction).observe(observer);
    }
}

const wire::FrameDecoder* ConnectionTracker::decoder(Direction direction) const
{
    return frames_ ? std::as_const(*frames_).of(direction).decoder() : nullptr;
}

/// A foreign capture says nothing of the connection's beginning but the addresses.
void ConnectionTracker::endpointsKnown(Timestamp time, const recording::Endpoints& endpoints)
{
    lastTime_ = time;
    publisher_.update(conn_, [&](ConnectionInfo& info) { info.endpoints = endpoints; });
    if (!connectingSeen_) {
        phaseReached(Type::Connecting, time,
                     {Type::Connecting, false, addressesDetail<ConnectingDetail>(endpoints)});
    }
}

void ConnectionTracker::data(Direction direction, Timestamp time, ByteView bytes, FileOffset at)
{
    StreamIndex& index = stream(direction);
    const std::uint64_t length = index.length.load(std::memory_order_relaxed);
    if (bytes.empty() || !hasRoomFor(time, length, bytes.size())) {
        return;
    }
    bytesSeen(time);
    index.extents.push(Extent{StreamOffset{length}, at});
    index.length.store(length + bytes.size(), std::memory_order_release);
    publisher_.counters().direction[indexOf(direction)].wireBytes.add(bytes.size());
    if (!frames_) {
        if (closed_) {
            return;
        }
        const std::size_t taken = handshake_.feed(direction, time, bytes);
        if (!handshake_.switched()) {
            return;
        }
        bytes = bytes.subspan(taken);
        startFrames();
    }
    frames_->of(direction).feed(time, bytes);
}

void ConnectionTracker::bytesSeen(Timestamp time)
{
    lastTime_ = time;
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

void ConnectionTracker::startFrames()
{
    for (const Direction direction : {Direction::In, Direction::Out}) {
        StreamIndex& index = stream(direction);
        index.framesStart = handshake_.framesStart(direction);
        index.deflate = handshake_.outcome()->deflate;
        index.inflateLimit = inflateLimit_;
    }
    frames_ = std::make_unique<Frames>(conn_, publisher_);
    for (const Direction direction : {Direction::In, Direction::Out}) {
        frames_->of(direction).observe(observers_[indexOf(direction)]);
    }
    for (const auto& chunk : handshake_.takeEarly()) {
        frames_->out.feed(chunk.time, chunk.bytes);
    }
}

void ConnectionTracker::gap(Direction direction, Timestamp time, std::uint64_t count)
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
    std::string text = std::to_string(count) + " bytes that the " +
                       (direction == Direction::In ? "server" : "client") +
                       " sent are missing from the recording";
    if (!readable) {
        text += "; what follows can't be told apart into frames";
    }
    publisher_.publish(conn_, time, Type::Note, Detail::of(gapDetail(text, count)), direction);
    if (!frames_ && !closed_) {
        handshake_.gap(direction, time);
    }
}

void ConnectionTracker::streamEnded(Direction direction, Timestamp time, recording::StreamEnd how)
{
    if (ended_[indexOf(direction)]) {
        return;
    }
    lastTime_ = time;
    ended_[indexOf(direction)] = true;
    if (how == recording::StreamEnd::Reset) {
        reset(direction, time);
    } else if (frames_) {
        frames_->of(direction).end(time);
    } else if (!closed_) {
        bytesSeen(time);
        handshake_.ended(direction, time, how);
    }
    if (!ownRecording_ && ended_[0] && ended_[1]) {
        publishClosed(time, {});
    }
}

/// A reset ends both directions. It is no error after the closing handshake, nor where the
/// client gives up after a handshake that failed.
void ConnectionTracker::reset(Direction by, Timestamp time)
{
    if (frames_) {
        endFrames(time);
    } else if (!closed_) {
        handshake_.ended(by, time, recording::StreamEnd::Reset);
    }
    ended_ = {true, true};
    const bool inOrder = frames_ ? frames_->controls.closedByBoth()
                                 : by == Direction::Out && handshake_.isExplained();
    if (!closed_ && !inOrder) {
        publisher_.publish(
            conn_, time, Type::Error,
            Detail::of(errorDetail({"tcp", by == Direction::In
                                               ? "the connection was reset by the server"
                                               : "the connection was reset by the client"})));
        handshake_.explained();
    }
}

void ConnectionTracker::comment(Timestamp time, const PacketComment& comment)
{
    lastTime_ = time;
    Type type = comment.type;
    if (type == Type::Closed && !closed_) {
        ownRecording_ = true;
        publishClosed(time, Detail::of(comment.content));
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

void ConnectionTracker::endFrames(Timestamp time)
{
    if (frames_) {
        frames_->in.end(time);
        frames_->out.end(time);
    }
}

void ConnectionTracker::publishClosed(Timestamp time, Detail detail)
{
    if (closed_) {
        return;
    }
    endFrames(time);
    handshake_.connectionOver(time);
    closed_ = true;
    const bool opened = handshake_.outcome() && handshake_.outcome()->opened;
    const Closing closing = frames_ ? frames_->controls.closing(opened) : Closing{};
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.state = ConnectionState::Closed;
        info.closing = closing;
        info.closedAt = time;
    });
    const auto* told = detail.as<ClosedDetail>();
    if (told || !closing.browser.empty()) {
        ClosedDetail closed = told ? *told : ClosedDetail();
        closed.browser = closing.browser.empty() ? std::nullopt : std::optional(closing.browser);
        detail.lifeCycle = std::make_shared<const LifeCycle>(std::move(closed));
    }
    detail.code = closing.code;
    detail.reason = closing.reason;
    detail.clean = closing.clean;
    detail.closedBy = closing.by;
    if (frames_) {
        detail.violations = frames_->controls.violationsAtEnd();
    }
    publisher_.publish(conn_, time, Type::Closed, std::move(detail));
    frames_.reset(); // windows of compression among them: a capture may hold many connections
}

void ConnectionTracker::finish()
{
    endFrames(lastTime_);
    if (ended_[0] && ended_[1]) {
        publishClosed(lastTime_, {});
    }
}

} // namespace framescope::timeline
