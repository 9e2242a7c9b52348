// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "timeline/index/timeline.h"
#include "wire/frames/frame_header.h"

#include <memory>
#include <optional>
#include <span>

namespace framescope::timeline {

/// Reads payloads and headers of events from the file, through a cache. One object per thread. It
/// is fastest if events, and the parts of a payload, are read in order: compressed streams continue
/// at their position, and otherwise begin at the nearest checkpoint.
class StreamReader
{
public:
    explicit StreamReader(const Timeline& timeline);
    ~StreamReader();

    /// The header of a frame, or of a message's first frame.
    Result<wire::FrameHeader> header(EventId id);

    /// The frame as sent: with its header, masked and compressed; at most `limit` bytes. Missing
    /// bytes are skipped.
    Result<Bytes> wireBytes(EventId id, std::uint64_t limit = UINT64_MAX);

    /// The unmasked and inflated payload of a frame, or of a whole message if the entry is
    /// Assembled: at most `limit` bytes from `offset` on.
    Result<Bytes> payload(EventId id, std::uint64_t offset = 0, std::uint64_t limit = UINT64_MAX);

    /// The unmasked payload without inflating; for a message, that of all its frames.
    Result<Bytes> wirePayload(EventId id, std::uint64_t offset = 0,
                              std::uint64_t limit = UINT64_MAX);

    /// The payload, not copied if it is in one piece; valid until the next call. For scans.
    Result<ByteView> view(EventId id);

    /// The raw bytes of one side's stream, including the HTTP heads.
    Result<Bytes> stream(ConnectionId conn, Direction dir, StreamOffset from, std::uint64_t count);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
