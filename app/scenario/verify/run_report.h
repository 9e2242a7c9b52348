// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "scenario/report/report.h"
#include "scenario/verify/run_tally.h"

#include <string>
#include <vector>

namespace framescope::scenario {

/// A group for each scenario, with a case for each row of its matrix. `reportFile`: links to
/// recordings lead from its folder.
report::Report reportOf(const std::vector<RunTally>& tallies, Timestamp started,
                        const std::string& reportFile);

} // namespace framescope::scenario
