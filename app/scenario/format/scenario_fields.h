// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/scenario.h"

#include <span>

namespace framescope::scenario {

/// The keys of a file, in the order in which they are written; but `include`.
std::span<const Field<Scenario>> scenarioFields();
/// The keys of `serve`.
std::vector<std::string> serveKeys();

} // namespace framescope::scenario
