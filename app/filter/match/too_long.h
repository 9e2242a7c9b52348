// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <string>
#include <vector>

namespace framescope::filter {

/// Events whose payload is too long (`LongestWhole`) for all that a filter asks of it.
struct TooLong
{
    std::vector<EventId> forJson;  ///< was not read as JSON: no condition on JSON holds
    std::vector<EventId> forRegex; ///< what is longer than `TextPattern::RegexReach` is not found

    bool empty() const { return forJson.empty() && forRegex.empty(); }
    /// How many events, each counted once.
    std::size_t count() const;
    /// What a person has to know of it, with the numbers of the events; a sentence for each list
    /// that is not empty.
    std::vector<std::string> sentences() const;

    friend bool operator==(const TooLong&, const TooLong&) = default;
};

} // namespace framescope::filter
