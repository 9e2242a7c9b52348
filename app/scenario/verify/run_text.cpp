// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_text.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "scenario/verify/run_plan.h"

#include <string_view>

namespace framescope::scenario {

namespace {

/// With spaces before each line of the text.
std::string indented(std::string_view text, std::size_t spaces)
{
    std::string lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        lines += std::string(spaces, ' ') + std::string(line) + '\n';
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return lines;
}

/// "    expected  close 1001 …"; further lines below the first.
std::string labelled(std::string_view label, const std::string& text)
{
    constexpr std::size_t Width = 14;
    if (text.empty()) {
        return {};
    }
    std::string lines = indented(text, Width);
    lines.replace(4, label.size(), label);
    return lines;
}

std::string storyOf(const StepResult& step)
{
    const std::string place = step.place.text();
    std::string story = "  " + (place.empty() ? "" : place + ": ") + step.text;
    story += step.connection.empty() ? "\n" : "  (connection " + step.connection + ")\n";
    story += labelled("expected", step.expected);
    story += labelled(step.outcome == Outcome::Error ? "error" : "came", step.came);
    story += labelled("differs", step.difference);
    if (!step.before.empty()) {
        std::string before;
        for (const std::string& line : step.before) {
            before += line + '\n';
        }
        story += labelled("before", before);
    }
    return story;
}

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
    std::string line = std::string(wordOf(tally)) + "  " + titleOf(shown.file, shown.values) + "  ";
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
    for (const StepResult& step : tally.shown().steps) {
        if (step.outcome == Outcome::Failed || step.outcome == Outcome::Error) {
            story += storyOf(step);
        }
    }
    if (!tally.shown().recording.empty()) {
        story += "    recording " + tally.shown().recording + '\n';
    }
    return story;
}

} // namespace framescope::scenario
