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

/// Reads what events carry from the file, by position, in blocks with a cache. One per thread;
/// reading events in order, and a payload in order of its parts, is the fast case (compressed
/// streams go on from where they are, otherwise from the nearest checkpoint).
class StreamReader
{
public:
    explicit StreamReader(const Timeline& timeline);
    ~StreamReader();

    /// The header of a frame entry (of a message: of its first frame).
    Result<wire::FrameHeader> header(EventId id);

    /// Frame as it was on the wire, header included, masked and compressed as it was; at most
    /// `limit` bytes. Of one that lacks bytes, those that came stand side by side.
    Result<Bytes> wireBytes(EventId id, std::uint64_t limit = UINT64_MAX);

    /// Payload, unmasked and inflated: of a frame, or of a whole message where the entry is
    /// Assembled. From `offset`, at most `limit` bytes.
    Result<Bytes> payload(EventId id, std::uint64_t offset = 0, std::uint64_t limit = UINT64_MAX);

    /// The payload as it came: unmasked, but not inflated. Of a message, that of its frames.
    Result<Bytes> wirePayload(EventId id, std::uint64_t offset = 0,
                              std::uint64_t limit = UINT64_MAX);

    /// The payload without a copy where it lies in one piece; valid until the next call. For scans.
    Result<ByteView> view(EventId id);

    /// The raw bytes of one side's stream, HTTP head included.
    Result<Bytes> stream(ConnectionId conn, Direction dir, StreamOffset from, std::uint64_t count);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
