// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/client_handler.h"

#include <memory>

namespace framescope::scenario {

/// Serves the paths of demo_paths.h to one client.
std::unique_ptr<ClientHandler> makeDemoHandler(ServerConnection& client);

} // namespace framescope::scenario
