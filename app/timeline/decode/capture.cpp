// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/capture.h"

#include "timeline/decode/connection_tracker.h"
#include "timeline/index/publisher.h"
#include "timeline/notes/note_keeper.h"

#include <optional>
#include <utility>
#include <vector>

namespace framescope::timeline {

struct Capture::State
{
    State(Timeline& timeline, std::uint64_t limit, Source from)
        : publisher(timeline), inflateLimit(limit), source(from)
    {
    }

    /// Returns null if there is no such connection, or no room for it.
    ConnectionTracker* tracker(ConnectionId conn, Timestamp time);
    ConnectionTracker* known(ConnectionId conn) const;
    void recordingError(Timestamp time, std::string text);

    Publisher publisher;
    NoteKeeper notes{publisher};
    std::uint64_t inflateLimit;
    Source source;
    std::vector<std::unique_ptr<ConnectionTracker>> trackers;
    std::optional<PacketComment> expected;
    bool refused = false;
};

ConnectionTracker* Capture::State::known(ConnectionId conn) const
{
    return conn.value == 0 || conn.value > trackers.size() ? nullptr
                                                           : trackers[conn.value - 1].get();
}

ConnectionTracker* Capture::State::tracker(ConnectionId conn, Timestamp time)
{
    if (conn.value > Publisher::MaxConnection) {
        if (!refused) {
            refused = true;
            recordingError(time, "more than " + std::to_string(Publisher::MaxConnection) +
                                     " connections: the rest is left out");
        }
        return nullptr;
    }
    while (trackers.size() < conn.value) {
        const ConnectionId next{static_cast<std::uint32_t>(trackers.size() + 1)};
        publisher.addConnection(next);
        trackers.push_back(std::make_unique<ConnectionTracker>(next, publisher, inflateLimit,
                                                               source == Source::File));
    }
    return known(conn);
}

/// Publishes an `error` without a connection.
void Capture::State::recordingError(Timestamp time, std::string text)
{
    publisher.error(ConnectionId{}, time, {"recording", std::move(text)});
}

Capture::Capture(Timeline& timeline, std::uint64_t inflateLimit, Source source)
    : state_(std::make_unique<State>(timeline, inflateLimit, source))
{
}

Capture::~Capture() = default;

void Capture::setFile(std::shared_ptr<const recording::File> file)
{
    state_->publisher.setFile(std::move(file));
}

wire::FrameStreamHandler* Capture::follow(ConnectionId conn, Direction dir,
                                          std::shared_ptr<wire::FrameStream> stream)
{
    ConnectionTracker* tracker = state_->known(conn);
    return tracker ? tracker->follow(dir, std::move(stream)) : nullptr;
}

std::uint64_t Capture::received(ConnectionId conn, Direction dir) const
{
    return state_->known(conn)
               ? state_->publisher.stream(conn, dir).length.load(std::memory_order_relaxed)
               : 0;
}

const wire::FrameDecoder* Capture::decoder(ConnectionId conn, Direction dir) const
{
    const ConnectionTracker* tracker = state_->known(conn);
    return tracker ? tracker->decoder(dir) : nullptr;
}

template <class Tell>
void Capture::tell(ConnectionId conn, Timestamp time, Tell tell)
{
    packetSays(conn);
    state_->notes.packet(conn, time);
    if (ConnectionTracker* tracker = state_->tracker(conn, time)) {
        tell(*tracker);
    }
}

void Capture::connectionSeen(ConnectionId conn, Timestamp time)
{
    tell(conn, time, [](ConnectionTracker&) {});
}

void Capture::endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints)
{
    tell(conn, time, [&](auto& tracker) { tracker.endpointsKnown(time, endpoints); });
}

void Capture::data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes, FileOffset at)
{
    tell(conn, time, [&](auto& tracker) { tracker.data(dir, time, bytes, at); });
}

void Capture::gap(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count)
{
    tell(conn, time, [&](auto& tracker) { tracker.gap(dir, time, count); });
}

void Capture::streamEnded(ConnectionId conn, Direction dir, Timestamp time,
                          recording::StreamEnd how)
{
    tell(conn, time, [&](auto& tracker) { tracker.streamEnded(dir, time, how); });
}

void Capture::behindEnd(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count)
{
    tell(conn, time, [&](auto& tracker) { tracker.behindEnd(dir, count); });
}

void Capture::resetIgnored(ConnectionId conn, Direction dir, Timestamp time)
{
    tell(conn, time, [&](auto& tracker) { tracker.resetIgnored(dir, time); });
}

void Capture::sideMissing(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count)
{
    tell(conn, time, [&](auto& tracker) { tracker.sideMissing(dir, time, count); });
}

void Capture::captureNote(Timestamp time, std::string_view text)
{
    state_->notes.publish();
    state_->publisher.note(ConnectionId{}, time, text);
}

void Capture::expect(PacketComment comment)
{
    state_->expected = std::move(comment);
}

void Capture::comment(ConnectionId conn, Timestamp time, std::string_view text)
{
    auto expected = std::exchange(state_->expected, std::nullopt);
    PacketComment comment = expected ? *std::move(expected) : parsePacketComment(text);
    if (comment.type == Type::Note) {
        packetSays(conn);
        if (conn.value == 0 || state_->tracker(conn, time)) {
            state_->notes.take(conn, time, std::move(comment));
        }
    } else if (conn.value != 0) {
        tell(conn, time, [&](auto& tracker) { tracker.comment(time, std::move(comment)); });
    } else {
        state_->notes.packet(conn, time);
        const Type type = comment.type == Type::Error ? Type::Error : Type::Note;
        state_->publisher.publish(conn, time, type, Detail::of(std::move(comment.content)));
    }
}

void Capture::finish()
{
    state_->notes.publish();
    const std::size_t first = state_->publisher.timeline().size();
    for (const auto& tracker : state_->trackers) {
        tracker->finish();
    }
    state_->notes.publishEnd(first);
}

void Capture::recordingFailed(Timestamp time, const Error& error)
{
    state_->notes.publish();
    state_->recordingError(time, error.message());
}

} // namespace framescope::timeline
