// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/filter_matcher.h"

#include "filter/matcher.h"

namespace framescope::present {

MakeMatcher makeMatcher(const filter::Filter& filter)
{
    if (filter.matchesAll()) {
        return {};
    }
    return [filter](const timeline::Timeline& timeline, timeline::View view) -> Matcher {
        auto matcher = std::make_shared<filter::Matcher>(filter, timeline, view);
        return [matcher](EventId id) { return matcher->matches(id); };
    };
}

} // namespace framescope::present
