// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/payload/stream_source.h"

#include <algorithm>
#include <cstdint>

namespace framescope::filter {

/// Whether the payload is in the stream unchanged, after a header of known size: not masked, not
/// compressed, of one frame. The header of a frame with a violation may have another size.
inline bool hasPlainPayload(const timeline::Entry& entry)
{
    using timeline::Entry;
    constexpr unsigned NotPlain = Entry::Compressed | Entry::Assembled | Entry::Incomplete |
                                  Entry::Masked | Entry::HasViolation;
    return !timeline::isLifeCycle(entry.type) && (entry.flags & NotPlain) == 0 &&
           entry.wireLength != Entry::LengthInDetail;
}

/// Offset of such a payload in its stream: after a header without a mask, with the length in its
/// shortest form (RFC 6455 5.2).
inline std::uint64_t plainPayloadStart(const timeline::Entry& entry)
{
    const std::uint32_t length = entry.wireLength;
    return entry.streamOffset + (length < 126 ? 2 : length < 65'536 ? 4 : 10);
}

/// Where in its stream to begin a long read that contains such a payload. When reading backward,
/// the read ends with the payload, since earlier ones are needed next.
inline std::uint64_t plainReadStart(timeline::StreamSource& source, const timeline::Entry& entry,
                                    bool backward)
{
    const std::uint64_t begin = entry.streamOffset;
    const std::uint64_t end = plainPayloadStart(entry) + entry.wireLength;
    if (!backward || end - begin >= timeline::FileWindows::LongRead) {
        return begin;
    }
    const std::uint64_t piece =
        source.pieceStart(entry.conn(), entry.direction(), StreamOffset{begin}).value;
    return std::max(piece, end - std::min<std::uint64_t>(end, timeline::FileWindows::LongRead));
}

} // namespace framescope::filter
