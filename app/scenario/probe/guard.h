// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/case_result.h"
#include "scenario/probe/probe_case.h"

#include <string>
#include <vector>

namespace framescope::scenario::probe {

/// Which cases may run: those that fit into Settings::maxBytes and maxConnections, taken in order.
struct GuardedList
{
    Load load;                        ///< the most that they will make, the first meeting included
    std::vector<std::string> reasons; ///< by case, why it may not run; empty: it may
};
GuardedList guarded(const std::vector<Case>& cases, const Settings& settings);

/// The case that meets the server, before all others: what does it do with messages?
Case meetingCase();
/// What it showed. Precondition: the connection opened.
Facts factsFrom(const Observation& seen);
/// In words: "sends messages back; ends TCP by itself".
std::string describe(const Facts& facts);

} // namespace framescope::scenario::probe
