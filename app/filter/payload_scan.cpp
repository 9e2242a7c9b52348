// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/payload_scan.h"

#include <algorithm>

namespace framescope::filter {

namespace {

using timeline::Entry;

/// Of an unmasked frame whose length is written in the shortest form (RFC 6455 5.2).
constexpr std::uint64_t headerSize(std::uint64_t length)
{
    return length < 126 ? 2 : length < 65'536 ? 4 : 10;
}

/// A frame with a violation may have a header of another size.
bool isPlain(const Entry& entry)
{
    constexpr unsigned NotPlain = Entry::Compressed | Entry::Assembled | Entry::Incomplete |
                                  Entry::Masked | Entry::HasViolation;
    return !timeline::isLifeCycle(entry.type) && (entry.flags & NotPlain) == 0 &&
           entry.wireLength != Entry::LengthInDetail;
}

} // namespace

PayloadScan::Found PayloadScan::find(const Entry& entry)
{
    if (!isPlain(entry)) {
        return Found::Unknown;
    }
    Lane& lane = lanes_[indexOf(entry.direction())];
    const std::uint64_t begin = entry.streamOffset + headerSize(entry.wireLength);
    const std::uint64_t end = begin + entry.wireLength;
    if (lane.conn != entry.conn() || entry.streamOffset < lane.begin || end > lane.end) {
        load(lane, entry);
        if (end > lane.end) {
            return Found::Unknown;
        }
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
    const std::uint64_t begin = entry.streamOffset;
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
