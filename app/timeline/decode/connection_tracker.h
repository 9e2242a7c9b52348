// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packet_sink.h"
#include "timeline/decode/connection_frames.h"
#include "timeline/decode/connection_phases.h"
#include "timeline/decode/handshake_tracker.h"
#include "timeline/decode/packet_comment.h"
#include "timeline/decode/recognition.h"
#include "timeline/decode/tcp_ending.h"
#include "timeline/index/publisher.h"

#include <array>
#include <memory>
#include <optional>

namespace framescope::timeline {

/// Turns the data of one connection into events: decides which phase its bytes belong to, and when
/// it began and ended.
class ConnectionTracker
{
public:
    /// `reads`: the input is a file, in which packets may follow a `closed` comment.
    ConnectionTracker(ConnectionId conn, Publisher& publisher, std::uint64_t inflateLimit,
                      bool reads);

    /// See Capture::follow. Null if the connection has no frames.
    wire::FrameStreamHandler* follow(Direction direction,
                                     std::shared_ptr<wire::FrameStream> stream);
    const wire::FrameDecoder* decoder(Direction direction) const;

    void endpointsKnown(Timestamp time, const Endpoints& endpoints)
    {
        phases_.endpointsKnown(time, endpoints);
    }
    void data(Direction direction, Timestamp time, ByteView bytes, FileOffset at);
    void gap(Direction direction, Timestamp time, std::uint64_t count);
    void streamEnded(Direction direction, Timestamp time, recording::StreamEnd how);
    void behindEnd(Direction direction, std::uint64_t count);
    void resetIgnored(Direction direction, Timestamp time);
    void sideMissing(Direction direction, Timestamp time, std::uint64_t count);
    void comment(Timestamp time, PacketComment comment);
    /// Ends the recording.
    void finish();

private:
    Direction real(Direction direction) const
    {
        return reversed_ ? opposite(direction) : direction;
    }
    void take(Direction direction, Timestamp time, ByteView bytes, FileOffset at);
    void takeGap(Direction direction, Timestamp time, std::uint64_t count);
    void takeEnd(Direction direction, Timestamp time, recording::StreamEnd how);
    void closedTold(Timestamp time, Detail detail);
    void goesOn(Timestamp time);
    void publishBehindEnd();
    void settle(Recognition::Verdict verdict);
    bool hasRoomFor(Timestamp time, std::uint64_t length, std::uint64_t count);
    void startFrames(Direction current, std::uint64_t rest);
    void endFrames(Timestamp time);
    void reset(Direction by, Timestamp time);
    void publishClosed(Timestamp time, Detail detail);
    ConnectionEnding closing() const;
    StreamIndex& stream(Direction direction) { return publisher_.stream(conn_, direction); }

    ConnectionId conn_;
    Publisher& publisher_;
    std::uint64_t inflateLimit_;
    bool reads_;
    ConnectionPhases phases_;
    HandshakeTracker handshake_;
    std::unique_ptr<ConnectionFrames> frames_; ///< set once the protocols were switched
    std::unique_ptr<Recognition> recognition_; ///< set while the protocol is unknown
    TcpEnding tcp_;
    /// The detail of a `closed` comment, until the packets show the end.
    std::optional<Detail> closedComment_;
    Timestamp closedCommentTime_;
    std::optional<Direction> missingSide_;     ///< the side without packets in the capture
    std::array<std::uint64_t, 2> behindEnd_{}; ///< bytes after the end, by reported direction
    bool anyData_ = false;
    bool reversed_ = false;     ///< the capture has client and server swapped
    bool ownRecording_ = false; ///< a `closed` comment is expected
    bool full_ = false;         ///< the stream has more bytes than an Entry can address
    bool closed_ = false;
};

} // namespace framescope::timeline
