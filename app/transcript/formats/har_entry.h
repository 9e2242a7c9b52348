// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "timeline/index/connection_info.h"

#include <cstddef>
#include <string>

namespace framescope::transcript {

/// What an entry needs beyond that.
struct HarExtras
{
    Timestamp first{}; ///< when its first event was
    Timestamp last{};
    std::string error = {};      ///< text of the first error, or empty
    std::size_t requestSize = 0; ///< bytes of the heads, as they were
    std::size_t responseSize = 0;
};

/// Appends the members of a HAR entry that are known of the connection as a whole, from
/// "startedDateTime" to "_webSocketClose", without the braces around them.
///
/// `connection`: without secrets, where these are to go.
void appendHarEntry(std::string& to, const timeline::ConnectionInfo& connection,
                    const HarExtras& extras);

} // namespace framescope::transcript
