// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/probe_case.h"

namespace framescope::scenario::probe {

/// What is to be said of a server that did this. `answers`: those of the plan of the first attempt.
Judgement judge(const Case& tried, const std::vector<Received>& answers,
                const std::vector<Observation>& seen, const Facts& facts);

} // namespace framescope::scenario::probe
