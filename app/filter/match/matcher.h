// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"

#include <memory>

namespace framescope::filter {

class Candidate;

/// Says which events of a timeline match a filter. One per thread: it holds what was read last.
/// Events in ascending order are the fast case.
class Matcher
{
public:
    Matcher(Filter filter, const timeline::Timeline& timeline, timeline::View view);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    /// Precondition: the event is a row of the view. What can't be read does not match.
    bool matches(EventId id);

    /// Of the events that were asked about so far.
    const TooLong& tooLong() const;

private:
    Filter filter_;
    std::unique_ptr<Candidate> candidate_;
};

} // namespace framescope::filter
