// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "scenario/model/place.h"
#include "scenario/model/scenario.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace framescope::scenario {

enum class Outcome {
    Passed,
    Failed,
    Error,  ///< it could not be carried out: no connection, a file is missing
    Skipped ///< not reached
};

/// The outcome of two together: an error, or else a failure, comes before everything else.
constexpr Outcome worse(Outcome one, Outcome other)
{
    const auto has = [=](Outcome outcome) { return one == outcome || other == outcome; };
    return has(Outcome::Error) ? Outcome::Error : has(Outcome::Failed) ? Outcome::Failed : one;
}

/// Why a step did not pass.
enum class Cause {
    Itself,       ///< what came, or the file
    NoConnection, ///< none could be made
    Interrupted   ///< the run was broken off, which says nothing of the other side
};

/// What became of a step, or of a condition of `never` and `always`.
struct StepResult
{
    Place place;
    std::string text; ///< of the step, as it is written
    Outcome outcome = Outcome::Skipped;
    Cause cause = Cause::Itself;
    std::string connection = {}; ///< the name of the parallel connection; empty: the first one
    // Of an unmet expectation, in words; of an error `came` says what is wrong.
    std::string expected = {};
    std::string came = {};
    std::string difference = {};            ///< line by line; may be empty
    std::vector<std::string> before = {};   ///< the last events before it, each on a line
    std::vector<std::uint64_t> events = {}; ///< numbers in the recording of the connection, from 1
    std::uint64_t times = 1;                ///< how often it was done, in a repeat
    Duration began{};                       ///< since the run began
    Duration took{};
};

struct RunResult
{
    std::string scenario; ///< its name
    std::string file;
    Values values; ///< of the matrix
    Outcome outcome = Outcome::Skipped;
    std::vector<StepResult> steps;
    std::string recording = {};               ///< of the first connection; may be empty
    std::vector<std::string> recordings = {}; ///< of the parallel ones
    Duration took{};
    std::string remark = {}; ///< why the result may mean little; empty: it has its meaning

    /// Whether a step did not pass because of this.
    bool has(Cause cause) const
    {
        return std::ranges::any_of(steps, [cause](const StepResult& step) {
            return step.cause == cause &&
                   (step.outcome == Outcome::Failed || step.outcome == Outcome::Error);
        });
    }
    /// Whether an expectation was not met, other than that there is a connection.
    bool isUnmet() const
    {
        return std::ranges::any_of(steps, [](const StepResult& step) {
            return step.outcome == Outcome::Failed && step.cause == Cause::Itself;
        });
    }
};

} // namespace framescope::scenario
