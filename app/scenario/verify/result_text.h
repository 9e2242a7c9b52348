// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/verdict.h"

#include <string>
#include <string_view>

namespace framescope::scenario {

/// "passed", "failed", "error", "skipped".
std::string_view outcomeName(Outcome outcome);

/// The name with the values of the matrix: "closes as asked [code=1000]".
std::string titleOf(const RunResult& run);

/// A line, and of a run that did not pass the steps that did not, in lines that are indented.
std::string resultText(const RunResult& run);

} // namespace framescope::scenario
