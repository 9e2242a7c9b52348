// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/too_long.h"

#include "base/text/counted.h"
#include "filter/match/payload_part.h"
#include "filter/match/text_pattern.h"

#include <algorithm>
#include <iterator>

namespace framescope::filter {

namespace {

/// "event 7", "events 7, 9 and 3 more".
std::string listOf(const std::vector<EventId>& events)
{
    constexpr std::size_t MostListed = 10;
    const std::size_t listed = std::min(events.size(), MostListed);
    std::string text = events.size() == 1 ? "event " : "events ";
    for (std::size_t i = 0; i < listed; ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(std::uint64_t{events[i].value} + 1);
    }
    return events.size() == listed
               ? text
               : text + " and " + std::to_string(events.size() - listed) + " more";
}

} // namespace

std::size_t TooLong::count() const
{
    std::vector<EventId> all;
    std::ranges::set_union(forJson, forRegex, std::back_inserter(all));
    return all.size();
}

std::vector<std::string> TooLong::sentences() const
{
    const std::string reason = "longer than " + limitText(LongestWhole) + ", so ";
    std::vector<std::string> sentences;
    if (!forJson.empty()) {
        sentences.push_back(reason + "not read as JSON: " + listOf(forJson));
    }
    if (!forRegex.empty()) {
        sentences.push_back(reason + "a regular expression finds only matches of at most " +
                            limitText(TextPattern::RegexReach) + ": " + listOf(forRegex));
    }
    return sentences;
}

} // namespace framescope::filter
