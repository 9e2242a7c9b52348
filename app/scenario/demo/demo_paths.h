// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo/demo_arguments.h"
#include "scenario/demo/demo_behaviour.h"

#include <span>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// One path of the demo server. The table of paths gives the routing, the help and the page for
/// browsers.
struct DemoPath
{
    std::string_view path;
    std::string_view what;
    std::span<const DemoParameter> parameters;        ///< including those of all paths
    DemoBehaviour (*behaviour)(const DemoArguments&); ///< null if the upgrade is refused
};

/// The parameter that all paths take.
inline constexpr DemoParameter DemoDeflate{"deflate", "1",
                                           "0: the server does not accept permessage-deflate", 1};

std::span<const DemoPath> demoPaths();
/// Null if there is no such path.
const DemoPath* demoPath(std::string_view path);

/// The subprotocols that the server accepts. It chooses the first of the client's that is here.
std::span<const std::string_view> demoSubprotocols();

/// The table as text of at most 100 columns.
std::string demoHelp();
/// The table as a page; `address` is "ws://HOST:PORT".
std::string demoPage(std::string_view address);

/// The name that /hello greets: the last word of a message, or "Guest" if there is none.
std::string trailingName(std::string_view message);

} // namespace framescope::scenario
