// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/verdict.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// "passed", "failed", "error", "skipped".
std::string_view outcomeName(Outcome outcome);

/// The name with the values of the matrix: "closes as asked [code=1000]".
std::string titleOf(const RunResult& run);

/// The steps that did not pass, each with what it says, in lines that are indented.
std::string unmetText(const std::vector<StepResult>& steps);

/// A line, and of a run that did not pass the steps that did not, in lines that are indented.
std::string resultText(const RunResult& run);

} // namespace framescope::scenario
