// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connections.h"
#include "timeline/payload/file_windows.h"
#include "wire/frames/frame_header.h"

#include <array>
#include <optional>

namespace framescope::timeline {

/// The bytes of one side of a connection, by their offset in the stream.
class StreamSource
{
public:
    explicit StreamSource(const Timeline& timeline) : timeline_(timeline) {}

    const Timeline& timeline() const { return timeline_; }

    /// The bytes at an offset of a stream.
    struct Piece
    {
        ByteView bytes;            ///< valid until the next call; empty at the end of the stream
        std::uint64_t missing = 0; ///< if not 0, this many bytes are missing here
        bool isEnd() const { return bytes.empty() && missing == 0; }
    };
    /// Returns at most `most` bytes of one piece. A gap is one piece, however long.
    Result<Piece> pieceAt(ConnectionId conn, Direction direction, StreamOffset at,
                          std::uint64_t most);

    /// The start of the piece that contains an offset; the offset itself if there is none.
    StreamOffset pieceStart(ConnectionId conn, Direction direction, StreamOffset at);

    /// The header of the frame that starts at `at`, or the part that is present.
    Result<wire::FrameHeader> headerAt(ConnectionId conn, Direction direction, StreamOffset at);

    /// Returns null for an unknown connection.
    const StreamIndex* index(ConnectionId conn, Direction direction);

private:
    /// A stream that was read before, with the extent used last.
    struct Lane
    {
        const StreamIndex* index = nullptr;
        std::size_t extent = 0;
    };

    Lane* lane(ConnectionId conn, Direction direction);
    static std::size_t extentAt(Lane& lane, StreamOffset at);
    Result<ByteView> fromFile(FileOffset at, std::size_t size);

    const Timeline& timeline_;
    std::optional<FileWindows> windows_;
    ConnectionId laneConnection_;
    std::array<Lane, 2> lanes_;
};

} // namespace framescope::timeline
