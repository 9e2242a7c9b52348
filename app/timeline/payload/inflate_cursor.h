// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/payload/stream_source.h"
#include "wire/frames/frame_stream.h"

namespace framescope::timeline {

/// A part of the content of a frame or message.
struct ContentRange
{
    std::uint64_t total = 0;  ///< of the whole content
    std::uint64_t offset = 0; ///< of the part
    std::uint64_t limit = UINT64_MAX;
};

/// Inflates one direction of a connection forward, exactly as the writer did: by the same
/// FrameStream over the same bytes, from a checkpoint on.
class InflateCursor
{
public:
    InflateCursor(StreamSource& source, ConnectionId conn, Direction direction,
                  const StreamIndex& index, StreamOffset start, ByteView window);

    ConnectionId conn() const { return conn_; }
    Direction direction() const { return direction_; }
    /// Frames that start here or later can be read.
    StreamOffset position() const { return position_; }

    /// Whether the content from the frame at `first` on can be read from `offset` on: the frame
    /// is still to come, or a part of it that ends there was read last.
    bool canRead(StreamOffset first, std::uint64_t offset) const;

    /// The content from the frame at `first` on, appended to `out`.
    /// Precondition: canRead(first, range.offset).
    Result<void> read(StreamOffset first, const ContentRange& range, Bytes& out);

private:
    Result<void> feedPiece(wire::FrameStreamHandler& collector);

    StreamSource& source_;
    ConnectionId conn_;
    Direction direction_;
    wire::FrameStream stream_;
    StreamOffset position_;
    StreamOffset frameEnd_;  ///< of the frame that `position_` is in, or at the end of
    StreamOffset content_;   ///< the frame whose content was read last
    std::uint64_t seen_ = 0; ///< how much of that content has been inflated
    Bytes surplus_;          ///< the end of that, which nobody asked for yet
};

} // namespace framescope::timeline
