// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packet_sink.h"
#include "timeline/decode/packet_comment.h"
#include "timeline/index/timeline.h"
#include "wire/frames/frame_stream.h"

#include <memory>

namespace framescope::timeline {

/// Writes a Timeline, live and from a file: takes the data that a recorder has just written or a
/// reader has just read, and publishes events. Decodes every byte once, or receives the frames from
/// another decoder (`follow`).
///
/// It derives the life cycle from bytes and comments: `request`, `response` and `open` from the
/// heads; `error` of layer `http` or `websocket` for a refused or failed handshake, of layer `tcp`
/// for a reset; `closed` when the connection has ended.
class Capture : public recording::PacketSink
{
public:
    /// The origin of the input: a recorder (Live) or a file, whose comments may be wrong (File).
    enum class Source { Live, File };

    Capture(Timeline& timeline, std::uint64_t inflateLimit = wire::Inflater::DefaultLimit,
            Source source = Source::Live);
    ~Capture() override;

    /// Sets the file from which payloads are read.
    void setFile(std::shared_ptr<const recording::File> file);

    /// Call after both heads. From the next byte on, `stream` decodes the data of that side; its
    /// owner passes the frames to the returned handler, after their bytes were passed to `data`.
    /// The stream is ended here. Null if the connection has no frames.
    wire::FrameStreamHandler* follow(ConnectionId conn, Direction dir,
                                     std::shared_ptr<wire::FrameStream> stream);

    /// The number of bytes received in one direction.
    std::uint64_t received(ConnectionId conn, Direction dir) const;

    /// The decoder of one direction; null before the first frame and after the end.
    const wire::FrameDecoder* decoder(ConnectionId conn, Direction dir) const;

    // PacketSink
    void connectionSeen(ConnectionId conn, Timestamp time) override;
    void endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints) override;
    void data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
              FileOffset at) override;
    void gap(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count) override;
    void streamEnded(ConnectionId conn, Direction dir, Timestamp time,
                     recording::StreamEnd how) override;
    void behindEnd(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count) override;
    void resetIgnored(ConnectionId conn, Direction dir, Timestamp time) override;
    void sideMissing(ConnectionId conn, Direction dir, Timestamp time,
                     std::uint64_t count) override;
    void captureNote(Timestamp time, std::string_view text) override;
    void comment(ConnectionId conn, Timestamp time, std::string_view text) override;

    /// What the next comment says, which needs not be parsed then.
    void expect(PacketComment comment);

    /// Ends the recording: reports frames and heads that were cut off. A connection whose end was
    /// not recorded gets no `closed`.
    void finish();

    /// Call if the recording can't be written any more: publishes an `error` of layer "recording",
    /// which is not in the file.
    void recordingFailed(Timestamp time, const Error& error);

protected:
    /// Called when a packet has something about this connection.
    virtual void packetSays(ConnectionId /*conn*/) {}

private:
    /// Passes a call to the connection's tracker, if there is room for one.
    template <class Tell>
    void tell(ConnectionId conn, Timestamp time, Tell tell);

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
