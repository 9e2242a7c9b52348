// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/filter_matcher.h"

#include "timeline/stream_reader.h"

namespace framescope::present {

MakeMatcher makeMatcher(const filter::Filter& filter)
{
    if (filter.matchesAll()) {
        return {};
    }
    return [filter](const timeline::Timeline& timeline, timeline::View view) -> Matcher {
        auto reader = std::make_shared<timeline::StreamReader>(timeline);
        return [filter, &timeline, view, reader](EventId id) {
            return filter.matches(timeline, *reader, id, view);
        };
    };
}

} // namespace framescope::present
