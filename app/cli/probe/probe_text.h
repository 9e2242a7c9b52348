// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/case_result.h"
#include "scenario/probe/probe_case.h"

#include <string>
#include <vector>

namespace framescope::cli {

/// The cases as a table with the numbers of Autobahn, or as JSON lines.
std::string listText(const std::vector<scenario::probe::Case>& cases);
std::string listJsonLines(const std::vector<scenario::probe::Case>& cases);

/// What came of the cases: a table of the groups, and each case that is not ok, with its reason;
/// with `all`, every case.
std::string resultText(const scenario::probe::ProbeResult& result, bool all);
std::string resultJsonLines(const scenario::probe::ProbeResult& result);

} // namespace framescope::cli
