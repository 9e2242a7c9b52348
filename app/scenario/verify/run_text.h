// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/verify/run_tally.h"

#include <string>

namespace framescope::scenario {

/// "passed  codes.scenario.yaml [code=1001]  12 ms", as one line; for a run that was repeated, with
/// how often it passed.
std::string lineOf(const RunTally& tally);

/// Of a run that did not pass, lines with two spaces before them: each step that is to blame, what
/// was expected, what came instead, the events before it, and where the recording is.
std::string storyOf(const RunTally& tally);

} // namespace framescope::scenario
