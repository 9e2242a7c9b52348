// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <string>
#include <vector>

namespace framescope::filter {

/// Events whose payload is too long (`LongestWhole`) for a filter to test completely.
struct TooLong
{
    std::vector<EventId> forJson;  ///< not read as JSON, so no condition on JSON matches
    std::vector<EventId> forRegex; ///< matches beyond `TextPattern::RegexReach` are not found

    bool empty() const { return forJson.empty() && forRegex.empty(); }
    /// Whether the event that was tested last is one of them.
    bool endsWith(EventId event) const
    {
        return (!forJson.empty() && forJson.back() == event) ||
               (!forRegex.empty() && forRegex.back() == event);
    }
    /// Number of events, each counted once.
    std::size_t count() const;
    /// For each list that is not empty, a sentence for users with the numbers of the events.
    std::vector<std::string> sentences() const;

    friend bool operator==(const TooLong&, const TooLong&) = default;
};

} // namespace framescope::filter
