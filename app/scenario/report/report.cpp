// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/report/report.h"

#include <algorithm>

namespace framescope::scenario::report {

std::uint64_t count(const ReportGroup& group, Outcome outcome)
{
    return static_cast<std::uint64_t>(
        std::ranges::count(group.cases, outcome, &ReportCase::outcome));
}

std::uint64_t count(const Report& report, Outcome outcome)
{
    std::uint64_t sum = 0;
    for (const ReportGroup& group : report.groups) {
        sum += count(group, outcome);
    }
    return sum;
}

Duration timeOf(const ReportGroup& group)
{
    Duration sum{};
    for (const ReportCase& one : group.cases) {
        sum += one.took;
    }
    return sum;
}

std::string_view outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return "passed";
    case Outcome::Failed:
        return "failed";
    case Outcome::Error:
        return "error";
    case Outcome::Skipped:
        break;
    }
    return "skipped";
}

} // namespace framescope::scenario::report
