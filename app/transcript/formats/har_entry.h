// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "timeline/index/connection_info.h"

#include <cstddef>
#include <string>

namespace framescope::transcript {

/// Data of an entry that ConnectionInfo does not have.
struct HarExtras
{
    Timestamp first{}; ///< time of its first event
    Timestamp last{};
    std::string error = {};      ///< text of the first error, or empty
    std::size_t requestSize = 0; ///< bytes of the raw heads
    std::size_t responseSize = 0;
};

/// Appends the members of a HAR entry that describe the connection as a whole, from
/// "startedDateTime" to "_webSocketClose", without the braces around them.
///
/// `connection`: without secrets, if these are removed.
void appendHarEntry(std::string& to, const timeline::ConnectionInfo& connection,
                    const HarExtras& extras);

} // namespace framescope::transcript
