// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/scenario.h"

namespace framescope::scenario {

/// What a file that is named in another one says. Reports a cycle, too many files, and the mistakes
/// in it, at their places there.
Scenario includedFile(const collection::YamlValue& name, Reading& reading);

/// The steps of a file that is named in a step; its variables are defaults.
std::vector<Step> includedSteps(const collection::YamlValue& name, Reading& reading);

} // namespace framescope::scenario
