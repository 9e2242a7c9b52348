// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/byte_search.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_source.h"

#include <array>
#include <cstdint>
#include <vector>

namespace framescope::filter {

/// Looks for a literal in payloads, in blocks of the recording instead of one by one, where they
/// stand in it as they are: not masked, not compressed, of one frame. One for each literal and
/// thread; events in order are the fast case.
class PayloadScan
{
public:
    enum class Found : std::uint8_t { No, Yes, Unknown };

    PayloadScan(timeline::StreamSource& source, const ByteSearch& literal)
        : source_(source), literal_(literal)
    {
    }

    /// Unknown: the payload has to be read to know.
    Found find(const timeline::Entry& entry);

private:
    /// A piece of one direction that was searched.
    struct Lane
    {
        ConnectionId conn;
        std::uint64_t begin = 0; ///< in the stream
        std::uint64_t end = 0;
        std::vector<std::uint64_t> hits; ///< where the literal begins, ascending
        std::size_t nextHit = 0;         ///< the first that may lie in the next event
    };

    void load(Lane& lane, const timeline::Entry& entry);

    timeline::StreamSource& source_;
    const ByteSearch& literal_;
    std::array<Lane, 2> lanes_;
};

} // namespace framescope::filter
