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

/// Reads payloads and headers of events from the file, in blocks with a cache. One per thread.
/// Fastest when events, and the parts of a payload, are read in order: compressed streams continue
/// at their position, and otherwise start at the nearest checkpoint.
class StreamReader
{
public:
    explicit StreamReader(const Timeline& timeline);
    ~StreamReader();

    /// The header of a frame, or of a message's first frame.
    Result<wire::FrameHeader> header(EventId id);

    /// The frame as it was on the wire: header included, masked and compressed; at most `limit`
    /// bytes. Missing bytes are left out.
    Result<Bytes> wireBytes(EventId id, std::uint64_t limit = UINT64_MAX);

    /// The payload, unmasked and inflated, of a frame, or of a whole message if the entry is
    /// Assembled. From `offset`, at most `limit` bytes.
    Result<Bytes> payload(EventId id, std::uint64_t offset = 0, std::uint64_t limit = UINT64_MAX);

    /// The payload on the wire, unmasked, not inflated. For a message, that of all its frames.
    Result<Bytes> wirePayload(EventId id, std::uint64_t offset = 0,
                              std::uint64_t limit = UINT64_MAX);

    /// The payload, without a copy if it is in one piece; valid until the next call. For scans.
    Result<ByteView> view(EventId id);

    /// The raw bytes of one side's stream, HTTP head included.
    Result<Bytes> stream(ConnectionId conn, Direction dir, StreamOffset from, std::uint64_t count);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
