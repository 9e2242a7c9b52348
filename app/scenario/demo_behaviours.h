// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo_behaviour.h"

#include <string>

namespace framescope::scenario {

/// Behaviours of the demo server's paths; the table in demo_paths.cpp assigns them.
std::unique_ptr<DemoBehaviour> makeHello(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeEcho(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeClose(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeCloseEmpty(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeDrop(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeSilent(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeTicks(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makePings(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeFragments(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeBinary(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeBig(const DemoArguments& arguments);
std::unique_ptr<DemoBehaviour> makeSlow(const DemoArguments& arguments);

/// The name that /hello greets: the last word of a message, or "Guest" if there is none.
std::string trailingName(std::string_view message);

} // namespace framescope::scenario
