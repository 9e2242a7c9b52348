// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/result_text.h"

#include "base/text/visible_text.h"
#include "scenario/engine/words.h"

#include <array>

namespace framescope::scenario {

namespace {

constexpr std::array OutcomeNames{"passed", "failed", "error", "skipped"};

/// Each line of a text behind so many spaces.
std::string indented(const std::string& text, std::size_t spaces)
{
    std::string lines;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.append(spaces, ' ').append(text, begin, end - begin) += '\n';
        begin = end + 1;
    }
    return lines;
}

std::string stepText(const StepResult& step)
{
    std::string text = "  " + step.place.text() + ": " + visibleText(step.text);
    text += step.connection.empty() ? "\n" : " (connection " + visibleText(step.connection) + ")\n";
    if (step.outcome == Outcome::Error) {
        text += indented(step.came, 4);
    } else {
        text += indented("expected: " + step.expected, 4) + indented("came: " + step.came, 4);
    }
    if (!step.difference.empty()) {
        text += indented("difference:", 4) + indented(step.difference, 6);
    }
    if (step.times > 1) {
        text += indented("this was time " + std::to_string(step.times), 4);
    }
    if (!step.before.empty()) {
        text += indented("last events:", 4);
        for (const std::string& line : step.before) {
            text += indented(line, 6);
        }
    }
    return text;
}

} // namespace

std::string_view outcomeName(Outcome outcome)
{
    return OutcomeNames.at(static_cast<std::size_t>(outcome));
}

std::string titleOf(const RunResult& run)
{
    std::string values;
    for (const auto& [name, value] : run.values) {
        values += (values.empty() ? " [" : ", ") + name + '=' + value;
    }
    return visibleText(run.scenario + values + (values.empty() ? "" : "]"));
}

std::string resultText(const RunResult& run)
{
    std::string text = std::string(outcomeName(run.outcome)) + "  " + titleOf(run) + "  (" +
                       secondsText(run.took) + ")\n";
    for (const StepResult& step : run.steps) {
        if (step.outcome == Outcome::Failed || step.outcome == Outcome::Error) {
            text += stepText(step);
        }
    }
    if (run.outcome != Outcome::Passed && !run.recording.empty()) {
        text += "  recording: " + visibleText(run.recording) + '\n';
    }
    return text;
}

} // namespace framescope::scenario
