// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packet_sink.h"
#include "timeline/index/timeline.h"
#include "wire/frames/frame_stream.h"

#include <memory>

namespace framescope::timeline {

/// The writer of a Timeline, and the one entrance for live and file: what a recorder has just
/// written or a reader has just read goes in, events come out. It decodes every byte once, or is
/// told the frames by who does (`follow`).
///
/// From bytes and comments it derives the life cycle: `request`, `response`, `open`
/// from the heads; `error` of layer `http` or `websocket` for a refused or failed handshake
/// and of layer `tcp` for a reset; `closed` when the connection ended.
class Capture : public recording::PacketSink
{
public:
    /// Live: the input comes from a recorder. File: it comes from a file, whose comments may be
    /// wrong.
    enum class Source { Live, File };

    Capture(Timeline& timeline, std::uint64_t inflateLimit = wire::Inflater::DefaultLimit,
            Source source = Source::Live);
    ~Capture() override;

    /// Sets the file from which payloads are read.
    void setFile(std::shared_ptr<const recording::File> file);

    /// Both heads are there. From the next byte on `stream` decodes what that side sends, and who
    /// feeds it tells the frames to the handler that is returned, after their bytes came by `data`.
    /// The stream is ended here. Null where the connection has no frames.
    wire::FrameStreamHandler* follow(ConnectionId conn, Direction dir,
                                     std::shared_ptr<wire::FrameStream> stream);

    /// How many bytes of one direction came.
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

    /// Ends the recording: reports frames and heads that were cut off. A connection whose end is
    /// not in the recording gets no `closed`.
    void finish();

    /// The recording can't be written any further: publishes an `error` of layer "recording", which
    /// is not in the file.
    void recordingFailed(Timestamp time, const Error& error);

protected:
    /// A packet says something of this connection.
    virtual void packetSays(ConnectionId /*conn*/) {}

private:
    /// Lets the tracker of the connection know, where there is room for one.
    template <class Tell>
    void tell(ConnectionId conn, Timestamp time, Tell tell);

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
