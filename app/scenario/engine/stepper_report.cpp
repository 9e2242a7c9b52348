// SPDX-License-Identifier: GPL-3.0-or-later
//
// What became of the steps.
#include "scenario/engine/stepper_state.h"
#include "scenario/engine/words.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

void Stepper::State::beginStep(const Step& next)
{
    step = &next;
    stepBegan = base;
    const auto known = resultOf.find(step);
    if (known != resultOf.end()) {
        currentResult = known->second;
        ++result().times;
        result().events.clear();
        return;
    }
    currentResult = results.size();
    results.push_back({.place = step->place,
                       .text = step->text,
                       .connection = options.connectionName,
                       .began = stepBegan - began});
    if (isRepeated()) {
        resultOf[step] = currentResult;
    }
}

bool Stepper::State::isRepeated() const
{
    return std::ranges::any_of(levels, [](const Level& level) { return level.repeat != nullptr; });
}

/// The current step is done.
void Stepper::State::pass(Timestamp time)
{
    if (step) {
        result().outcome = Outcome::Passed;
        result().took = time - stepBegan;
    }
    base = std::max(base, time);
    waits = Waits::Nothing;
    step = nullptr;
}

/// The result that says why the run ends: that of the current step, or of the last one.
StepResult& Stepper::State::lastResult()
{
    if (results.empty()) { // it is about the connection
        currentResult = 0;
        results.push_back({.place = connect ? connect->place : Place{scenario->file},
                           .text = connect ? "connect" : "serve",
                           .connection = options.connectionName});
        stepBegan = base;
    }
    return result();
}

void Stepper::State::fail(Mismatch mismatch, Timestamp time, Cause why)
{
    StepResult& failed = lastResult();
    failed.outcome = Outcome::Failed;
    failed.cause = cause = why;
    failed.took = time - stepBegan;
    failed.expected = std::move(mismatch.expected);
    failed.came = std::move(mismatch.came);
    failed.difference = std::move(mismatch.difference);
    failed.before = lastEvents();
    finish(Outcome::Failed);
}

void Stepper::State::stopWith(const Error& error, bool isConnection, Timestamp time)
{
    StepResult& stopped = lastResult();
    stopped.outcome = Outcome::Error;
    stopped.took = time - stepBegan;
    stopped.came = judges.hidden.in(error.message());
    stopped.before = lastEvents();
    stopped.cause = cause = isConnection ? Cause::NoConnection : Cause::Itself;
    finish(Outcome::Error);
}

void Stepper::State::finish(Outcome how)
{
    outcome = how;
    waits = Waits::Nothing;
    step = nullptr;
    addSkipped();
}

/// The steps that were not reached, the nearest first.
void Stepper::State::addSkipped()
{
    for (; !levels.empty(); levels.pop_back()) {
        const Level& level = levels.back();
        for (std::size_t i = level.next; i < level.steps->size(); ++i) {
            const Step& skipped = (*level.steps)[i];
            if (!resultOf.contains(&skipped)) {
                results.push_back({.place = skipped.place,
                                   .text = skipped.text,
                                   .outcome = Outcome::Skipped,
                                   .connection = options.connectionName});
            }
        }
    }
}

void Stepper::State::remember(const Happening& happening)
{
    constexpr std::size_t MostBytes = 1024;
    if (options.lastEvents == 0) {
        return;
    }
    if (memory.size() >= options.lastEvents) {
        memory.pop_front();
    }
    memory.emplace_back(happening, MostBytes);
}

std::vector<std::string> Stepper::State::lastEvents() const
{
    std::vector<std::string> lines;
    for (const Thing& thing : memory) {
        lines.push_back(happeningLine(thing.view(), began, judges.hidden));
    }
    return lines;
}

} // namespace framescope::scenario
