// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/time_blocks.h"

#include "present/rows/row_notes.h"

namespace framescope::present {

Duration placeOf(const timeline::Timeline& timeline, EventId id)
{
    return sinceStart(timeline, timeline.entry(noteSubject(timeline, id).value_or(id)));
}

void TimeBlocks::update(std::size_t end)
{
    if (seen_ >= end) {
        return;
    }
    if (seen_ == 0) {
        session_ = {Duration{0}, Duration{0}};
    }
    for (; seen_ < end; ++seen_) {
        const EventId id{static_cast<std::uint32_t>(seen_)};
        const Duration time = placeOf(timeline_, id);
        if (seen_ % Block == 0) {
            blocks_.push_back({time, time});
        }
        TimeSpan& block = blocks_.back();
        block = {std::min(block.from, time), std::max(block.to, time)};
        session_ = {std::min(session_.from, time), std::max(session_.to, time)};
    }
}

} // namespace framescope::present
