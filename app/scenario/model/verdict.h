// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "scenario/model/place.h"
#include "scenario/model/scenario.h"

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

/// What became of a step, or of a condition of `never` and `always`.
struct StepResult
{
    Place place;
    std::string text; ///< of the step, as it is written
    Outcome outcome = Outcome::Skipped;
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
    bool connectionFailed = false; ///< the error is a connection that no expectation is about
    std::vector<StepResult> steps;
    std::string recording = {};               ///< of the first connection; may be empty
    std::vector<std::string> recordings = {}; ///< of the parallel ones
    Duration took{};
};

} // namespace framescope::scenario
