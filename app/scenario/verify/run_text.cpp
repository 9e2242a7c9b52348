// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_text.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/visible_text.h"
#include "scenario/verify/result_text.h"
#include "scenario/verify/run_plan.h"

#include <string_view>

namespace framescope::scenario {

namespace {

std::string_view wordOf(const RunTally& tally)
{
    switch (tally.outcome()) {
    case Outcome::Passed:
        return "passed ";
    case Outcome::Failed:
        return "FAILED ";
    case Outcome::Error:
        return "ERROR  ";
    case Outcome::Skipped:
        break;
    }
    return "not run";
}

} // namespace

std::string lineOf(const RunTally& tally)
{
    const RunResult& shown = tally.shown();
    std::string line =
        std::string(wordOf(tally)) + "  " + visibleText(titleOf(shown.file, shown.values)) + "  ";
    if (tally.times() == 1) {
        return line + durationText(shown.took);
    }
    return line + (tally.isFlaky() ? tally.flakiness() : counted(tally.times(), "time"));
}

std::string storyOf(const RunTally& tally)
{
    std::string story;
    for (const RunTally::Broken& each :
         tally.isFlaky() ? tally.broken() : std::vector<RunTally::Broken>()) {
        story +=
            "  " + counted(each.times, "time") + ": " + each.place.text() + ": " + each.text + '\n';
    }
    story += unmetText(tally.shown().steps);
    if (!tally.shown().recording.empty()) {
        story += "    recording: " + tally.shown().recording + '\n';
    }
    return story;
}

} // namespace framescope::scenario
