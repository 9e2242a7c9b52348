// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"

#include <memory>

namespace framescope::filter {

class Candidate;

/// Decides which events of a timeline match a filter. It caches what it reads, so use one per
/// thread. Fastest with events in ascending order.
class Matcher
{
public:
    Matcher(Filter filter, const timeline::Timeline& timeline, timeline::View view);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    /// Precondition: the event is a row of the view. An event that can't be read does not match.
    bool matches(EventId id);

    /// The events tested so far whose payload was too long.
    const TooLong& tooLong() const;

private:
    Filter filter_;
    std::unique_ptr<Candidate> candidate_;
};

} // namespace framescope::filter
