// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <optional>
#include <string>
#include <string_view>

/// How a comment names its connection: `framescope {"conn":N,…` or `framescope {"conn":N}`.
namespace framescope::recording {

struct ConnectionMarker
{
    ConnectionId conn;
    bool begins = false; ///< the comment is `connecting`: the first of its connection
    bool alone = false;  ///< the comment says nothing else, so users need not see it
};

/// Nothing where the comment does not start as above.
std::optional<ConnectionMarker> parseConnectionMarker(std::string_view comment);

/// `framescope {"conn":N}`.
std::string connectionMarker(ConnectionId conn);

} // namespace framescope::recording
