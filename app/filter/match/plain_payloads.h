// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_source.h"

#include <array>
#include <cstdint>
#include <optional>

namespace framescope::filter {

/// Whether the payload is in the stream unchanged, after a header of known size: unmasked,
/// uncompressed, in one frame. A frame with a violation may have a header of another size.
inline bool hasPlainPayload(const timeline::Entry& entry)
{
    using timeline::Entry;
    constexpr unsigned NotPlain = Entry::Compressed | Entry::Assembled | Entry::Incomplete |
                                  Entry::Masked | Entry::HasViolation;
    return !timeline::isLifeCycle(entry.type) && (entry.flags & NotPlain) == 0 &&
           entry.wireLength != Entry::LengthInDetail;
}

/// Stream offset of such a payload: after a header without a mask, with the length in its shortest
/// form (RFC 6455 5.2).
inline std::uint64_t plainPayloadStart(const timeline::Entry& entry)
{
    const std::uint32_t length = entry.wireLength;
    return entry.streamOffset + (length < 126 ? 2 : length < 65'536 ? 4 : 10);
}

/// A large block of one direction, with the payloads that it contains unchanged.
struct PlainPiece
{
    ConnectionId conn;
    std::uint64_t begin = 0; ///< offset in the stream
    ByteView bytes;          ///< contents valid until the source reads again; the size stays valid

    /// `payload`: plainPayloadStart of the entry.
    bool holds(const timeline::Entry& entry, std::uint64_t payload) const
    {
        return conn == entry.conn() && payload >= begin &&
               payload - begin + entry.wireLength <= bytes.size();
    }
    /// Reads a block that holds the entry's payload, if the payload is contiguous in the file.
    void load(timeline::StreamSource& source, const timeline::Entry& entry);
};

/// Reads payloads that are unchanged in the recording, in blocks. Use one per thread; fastest with
/// events in order.
class PlainPayloads
{
public:
    explicit PlainPayloads(const timeline::Timeline& timeline);

    /// The payload, valid until the next call. Returns nullopt if it is masked, compressed, in
    /// several frames or not contiguous, and so must be read in another way.
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
