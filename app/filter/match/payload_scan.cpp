// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/payload_scan.h"

#include "filter/match/plain_payload.h"

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
    const std::uint64_t end = begin + entry.wireLength;
    if (lane.conn != entry.conn() || entry.streamOffset < lane.begin || end > lane.end) {
        load(lane, entry);
        if (end > lane.end) {
            return Found::Unknown;
        }
    }
    if (lane.nextHit > 0 && lane.hits[lane.nextHit - 1] >= begin) { // an earlier event
        const auto next = std::ranges::lower_bound(lane.hits, begin);
        lane.nextHit = static_cast<std::size_t>(next - lane.hits.begin());
    }
    while (lane.nextHit < lane.hits.size() && lane.hits[lane.nextHit] < begin) {
        ++lane.nextHit;
    }
    const bool found =
        lane.nextHit < lane.hits.size() && lane.hits[lane.nextHit] + literal_.size() <= end;
    return found ? Found::Yes : Found::No;
}

void PayloadScan::load(Lane& lane, const Entry& entry)
{
    const bool backward = lane.conn == entry.conn() && entry.streamOffset < lane.begin;
    const std::uint64_t begin = plainReadStart(source_, entry, backward);
    lane.conn = entry.conn();
    lane.begin = begin;
    lane.end = begin;
    lane.hits.clear();
    lane.nextHit = 0;
    const auto piece = source_.pieceAt(lane.conn, entry.direction(), StreamOffset{begin},
                                       timeline::FileWindows::LongRead);
    if (!piece) {
        return;
    }
    lane.end = begin + piece->bytes.size();
    for (std::size_t at = 0; (at = literal_.find(piece->bytes, at)) != ByteSearch::NotFound; ++at) {
        lane.hits.push_back(begin + at);
    }
}

} // namespace framescope::filter
