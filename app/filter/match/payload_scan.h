// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/byte_search.h"
#include "filter/match/plain_payloads.h"

#include <array>
#include <cstdint>
#include <vector>

namespace framescope::filter {

/// Searches for a literal in blocks of the recording, instead of payload by payload. This works for
/// payloads that are unchanged in the file: unmasked, uncompressed, in one frame. Use one for each
/// literal and thread; fastest with events in order.
class PayloadScan
{
public:
    enum class Found : std::uint8_t { No, Yes, Unknown };

    PayloadScan(timeline::StreamSource& source, const ByteSearch& literal)
        : source_(source), literal_(literal)
    {
    }

    /// Returns Unknown if the payload has to be read.
    Found find(const timeline::Entry& entry);

private:
    /// A block of one direction that was searched.
    struct Lane
    {
        PlainPiece piece;
        std::vector<std::uint64_t> hits; ///< stream offsets of the literal, ascending
        std::size_t nextHit = 0;         ///< index of the first that may lie in the next event
    };

    void load(Lane& lane, const timeline::Entry& entry);

    timeline::StreamSource& source_;
    const ByteSearch& literal_;
    std::array<Lane, 2> lanes_;
};

} // namespace framescope::filter
