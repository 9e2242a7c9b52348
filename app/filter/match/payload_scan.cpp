// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/payload_scan.h"

#include <algorithm>

namespace framescope::filter {

using timeline::Entry;

PayloadScan::Found PayloadScan::find(const Entry& entry)
{
    if (!hasPlainPayload(entry)) {
        return Found::Unknown;
    }
    Lane& lane = lanes_[indexOf(entry.direction())];
    const std::uint64_t begin = plainPayloadStart(entry);
    if (!lane.piece.holds(entry, begin)) {
        load(lane, entry);
        if (!lane.piece.holds(entry, begin)) {
            return Found::Unknown;
        }
    }
    if (lane.nextHit > 0 && lane.hits[lane.nextHit - 1] >= begin) { // earlier than the last event
        const auto next = std::ranges::lower_bound(lane.hits, begin);
        lane.nextHit = static_cast<std::size_t>(next - lane.hits.begin());
    }
    while (lane.nextHit < lane.hits.size() && lane.hits[lane.nextHit] < begin) {
        ++lane.nextHit;
    }
    const bool found = lane.nextHit < lane.hits.size() &&
                       lane.hits[lane.nextHit] + literal_.size() <= begin + entry.wireLength;
    return found ? Found::Yes : Found::No;
}

void PayloadScan::load(Lane& lane, const Entry& entry)
{
    lane.piece.load(source_, entry);
    lane.hits.clear();
    lane.nextHit = 0;
    const ByteView bytes = lane.piece.bytes;
    for (std::size_t at = 0; (at = literal_.find(bytes, at)) != ByteSearch::NotFound; ++at) {
        lane.hits.push_back(lane.piece.begin + at);
    }
}

} // namespace framescope::filter
