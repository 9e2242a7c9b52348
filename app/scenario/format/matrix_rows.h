// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/scenario.h"

#include <cstdint>
#include <map>
#include <vector>

namespace framescope::scenario {

/// The most runs of one file.
inline constexpr std::uint64_t MostRuns = 100'000;

/// The values of each run: the product of the columns, the last one changes first; one run without
/// values if there are none. `fixed` has the names whose value is given on the command line,
/// which the columns do not give then; one that has no other name is left out. Runs of the same
/// values get a number as one more value, "#", which no variable is called.
std::vector<Values> rowsOf(const Matrix& matrix, const std::map<QString, QString>& fixed = {});

} // namespace framescope::scenario
