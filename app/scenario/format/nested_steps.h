// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/step.h"

namespace framescope::scenario {

// The steps that give variables values, and those that hold others.

Set readSet(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeSet(const Set& set);
Repeat readRepeat(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeRepeat(const Repeat& repeat);
Parallel readParallel(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeParallel(const Parallel& parallel);

} // namespace framescope::scenario
