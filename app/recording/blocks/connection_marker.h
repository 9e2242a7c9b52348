// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <optional>
#include <string>
#include <string_view>

/// The connection that a comment names: `framescope {"conn":N,…` or `framescope {"conn":N}`.
namespace framescope::recording {

struct ConnectionMarker
{
    ConnectionId conn;
    bool begins = false; ///< the comment is `connecting`, the first one of its connection
    bool alone = false;  ///< the comment has no other content, and is not shown to users
};

/// Reads the marker of a comment; nullopt if the comment does not begin with one.
std::optional<ConnectionMarker> parseConnectionMarker(std::string_view comment);

/// The comment `framescope {"conn":N}`.
std::string connectionMarker(ConnectionId conn);

} // namespace framescope::recording
