// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo_arguments.h"
#include "scenario/demo_behaviour.h"

#include <span>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// One row of the table of what the demo server offers. The table gives the routing, the help
/// and the page that a browser is shown.
struct DemoPath
{
    std::string_view path;
    std::string_view what;
    std::span<const DemoParameter> parameters; ///< those of all paths included
    DemoBehaviourFactory behaviour;            ///< null where the upgrade is refused
};

std::span<const DemoPath> demoPaths();
/// Null where there is no such path.
const DemoPath* demoPath(std::string_view path);

/// The subprotocols that the server accepts, the first of a client's that is among them.
std::span<const std::string_view> demoSubprotocols();

/// The table as text of at most 100 columns.
std::string demoHelp();
/// The table as a page; `address` is "ws://HOST:PORT".
std::string demoPage(std::string_view address);

} // namespace framescope::scenario
