// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "present/time/time_span.h"
#include "timeline/index/timeline.h"

#include <cstddef>
#include <vector>

namespace framescope::present {

/// Finds the events that can lie in a span of time. Events of a capture are not always ordered by
/// time, so the earliest and the latest time of each block of events are kept. A span of an ordered
/// session needs only its own blocks, and a disordered session is still correct. For one thread; 16
/// bytes for each Block events.
class TimeBlocks
{
public:
    static constexpr std::size_t Block = 4096;

    /// `timeline` must outlive this object.
    explicit TimeBlocks(const timeline::Timeline& timeline) : timeline_(timeline) {}

    /// Takes in the events before `end` that it has not seen yet.
    void update(std::size_t end);
    std::size_t seen() const { return seen_; }
    /// The span from the earliest to the latest event seen. Precondition: `seen() > 0`.
    TimeSpan session() const { return session_; }

    /// Whether events of a block may lie in the span. Precondition: the block was seen.
    bool mayHold(std::size_t block, const TimeSpan& span) const
    {
        return blocks_[block].touches(span);
    }

    /// Calls `look(first, end)` for runs of events, ascending, that contain all seen events of the
    /// span, and some others. Stops and returns false if `look` returns false.
    template <class Look>
    bool forEachRun(const TimeSpan& span, Look&& look) const
    {
        for (std::size_t block = 0; block < blocks_.size(); ++block) {
            const std::size_t first = block * Block;
            if (blocks_[block].touches(span) && !look(first, std::min(first + Block, seen_))) {
                return false;
            }
        }
        return true;
    }

private:
    const timeline::Timeline& timeline_;
    std::size_t seen_ = 0;
    TimeSpan session_;
    std::vector<TimeSpan> blocks_;
};

/// Returns the time of an event on the time axis, since the first event. A note has the time of the
/// event it is about, however much later it was written.
Duration placeOf(const timeline::Timeline& timeline, EventId id);

/// Returns the time since the first event.
inline Duration sinceStart(const timeline::Timeline& timeline, const timeline::Entry& entry)
{
    return entry.timestamp() - timeline.start();
}

} // namespace framescope::present
