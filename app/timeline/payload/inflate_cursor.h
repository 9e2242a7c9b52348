// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/payload/stream_source.h"
#include "wire/frames/frame_stream.h"

namespace framescope::timeline {

/// A part of the content of a frame or message.
struct ContentRange
{
    std::uint64_t total = 0;  ///< the size of the whole content
    std::uint64_t offset = 0; ///< the start of the part
    std::uint64_t limit = UINT64_MAX;
};

/// Inflates one direction of a connection forward from a checkpoint, in the same way as the writer:
/// with a FrameStream over the same bytes.
class InflateCursor
{
public:
    InflateCursor(StreamSource& source, ConnectionId conn, Direction direction,
                  const StreamIndex& index, StreamOffset start, ByteView window);

    ConnectionId conn() const { return conn_; }
    Direction direction() const { return direction_; }
    /// Offset in the stream from which frames can be read.
    StreamOffset position() const { return position_; }

    /// Whether the content of the frames from `first` on can be read at `offset`: the frame is
    /// still ahead, or the last part read ends there.
    bool canRead(StreamOffset first, std::uint64_t offset) const;

    /// Appends the content of the frames from `first` on to `out`.
    /// Precondition: canRead(first, range.offset).
    Result<void> read(StreamOffset first, const ContentRange& range, Bytes& out);

private:
    Result<void> feedPiece(wire::FrameStreamHandler& collector);

    StreamSource& source_;
    ConnectionId conn_;
    Direction direction_;
    wire::FrameStream stream_;
    StreamOffset position_;
    StreamOffset frameEnd_;  ///< the end of the frame that contains `position_` or ends there
    StreamOffset content_;   ///< the frame whose content was read last
    std::uint64_t seen_ = 0; ///< inflated bytes of that content
    Bytes surplus_;          ///< inflated bytes that were not requested yet
};

} // namespace framescope::timeline
