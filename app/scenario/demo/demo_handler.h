// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/client_handler.h"

namespace framescope::scenario {

/// Serves the paths of demo_paths.h and of demo_scenarios.h. For one server.
MakeHandler demoHandlers();

} // namespace framescope::scenario
