// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/mock/mock.h"

#include <memory>
#include <span>
#include <string_view>

namespace framescope::scenario {

/// A path of the demo server that a scenario plays: the other side of scenarios to start from.
struct DemoScenario
{
    std::string_view path;
    std::string_view what;
    std::string_view steps; ///< the list, from its first line on
};

std::span<const DemoScenario> demoScenarios();
/// Whether the target of a request is one of these paths.
bool isDemoScenario(std::string_view target);
/// Plays all of them.
std::unique_ptr<Mock> makeDemoMock();

} // namespace framescope::scenario
