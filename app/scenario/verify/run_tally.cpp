// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_tally.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

bool isBroken(const StepResult& step)
{
    return (step.outcome == Outcome::Failed || step.outcome == Outcome::Error) &&
           step.cause != Cause::Interrupted;
}

std::string withCommas(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    return text;
}

} // namespace

void RunTally::add(RunResult result)
{
    ++times_;
    passed_ += result.outcome == Outcome::Passed ? 1 : 0;
    failed_ += result.outcome == Outcome::Failed ? 1 : 0;
    errors_ += result.outcome == Outcome::Error ? 1 : 0;
    interrupted_ += result.has(Cause::Interrupted) ? 1 : 0;
    for (const StepResult& step : result.steps) {
        if (!isBroken(step)) {
            continue;
        }
        const std::string place = step.place.text();
        auto known = std::ranges::find_if(broken_, [&](const Broken& each) {
            return each.place.text() == place && each.text == step.text;
        });
        if (known == broken_.end()) {
            known = broken_.insert(known, {step.place, step.text});
        }
        ++known->times;
    }
    const bool isFirst =
        !shown_ || (shown_->outcome == Outcome::Passed && result.outcome != Outcome::Passed);
    if (isFirst) {
        shown_ = std::move(result);
    }
}

Outcome RunTally::outcome() const
{
    return errors_ > 0   ? Outcome::Error
           : failed_ > 0 ? Outcome::Failed
           : passed_ > 0 ? Outcome::Passed
                         : Outcome::Skipped;
}

std::string RunTally::flakiness() const
{
    return isFlaky()
               ? "flaky: passed " + withCommas(passed_) + " of " + withCommas(times_ - interrupted_)
               : std::string();
}

std::vector<RunTally::Broken> RunTally::broken() const
{
    std::vector<Broken> sorted = broken_;
    std::ranges::stable_sort(sorted, std::greater(), &Broken::times);
    return sorted;
}

} // namespace framescope::scenario
