// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/probe/probe_case.h"

#include <string>
#include <vector>

namespace framescope::scenario::probe {

/// All cases, group by group.
std::vector<Case> allCases(const Settings& settings);

/// Those that a pattern of Settings::chosen names: a group, an id, or a number of Autobahn, each
/// with * and ?; all of them if there is no pattern. An error names a pattern that fits none.
Result<std::vector<Case>> chosenCases(const Settings& settings);

/// The names of the groups, in their order.
std::vector<std::string> groupNames();
/// What a group is about: "text and binary messages of different lengths".
std::string groupTitle(const std::string& group);

} // namespace framescope::scenario::probe
