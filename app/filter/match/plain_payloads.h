// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_source.h"

#include <array>
#include <cstdint>
#include <optional>

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

/// A long piece of one direction, with payloads that are in it unchanged.
struct PlainPiece
{
    ConnectionId conn;
    std::uint64_t begin = 0; ///< offset in the stream
    ByteView bytes;          ///< valid until the source reads again; their number stays

    /// `payload`: plainPayloadStart of the entry.
    bool holds(const timeline::Entry& entry, std::uint64_t payload) const
    {
        return conn == entry.conn() && payload >= begin &&
               payload - begin + entry.wireLength <= bytes.size();
    }
    /// Reads a piece that holds the entry's payload, if it is in one piece.
    void load(timeline::StreamSource& source, const timeline::Entry& entry);
};

/// Payloads that are in the recording unchanged, read in blocks. One per thread; fastest with
/// events in order.
class PlainPayloads
{
public:
    explicit PlainPayloads(const timeline::Timeline& timeline);

    /// Valid until the next call. Nothing if it has to be read in another way, as it is masked,
    /// compressed, of several frames, or not in one piece.
    std::optional<ByteView> view(const timeline::Entry& entry);

private:
    struct Lane
    {
        timeline::StreamSource source;
        PlainPiece piece = {};
    };
    std::array<Lane, 2> lanes_; ///< by direction
};

} // namespace framescope::filter
