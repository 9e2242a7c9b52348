// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/filter_matcher.h"

#include "filter/match/matcher.h"

#include <utility>

namespace framescope::present {

void TooLongReport::set(filter::TooLong events)
{
    const std::lock_guard lock(mutex_);
    events_ = std::move(events);
}

filter::TooLong TooLongReport::events() const
{
    const std::lock_guard lock(mutex_);
    return events_;
}

MakeMatcher makeMatcher(const filter::Filter& filter, std::shared_ptr<TooLongReport> report)
{
    if (filter.matchesAll()) {
        return {};
    }
    return [filter, report = std::move(report)](const timeline::Timeline& timeline,
                                                timeline::View view) -> Matcher {
        auto matcher = std::make_shared<filter::Matcher>(filter, timeline, view);
        if (!report) {
            return [matcher](EventId id) { return matcher->matches(id); };
        }
        report->set({});
        return [matcher, report, told = std::size_t{0}](EventId id) mutable {
            const bool matches = matcher->matches(id);
            const filter::TooLong& tooLong = matcher->tooLong();
            const std::size_t now = tooLong.forJson.size() + tooLong.forRegex.size();
            if (std::exchange(told, now) != now) {
                report->set(tooLong);
            }
            return matches;
        };
    };
}

} // namespace framescope::present
