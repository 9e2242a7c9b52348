// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/diagnosis/failure_cause.h"

#include <optional>
#include <string>

namespace framescope::timeline {

/// Why a connection did not open, in words.
struct Diagnosis
{
    FailureCause cause = FailureCause::Other;
    std::string sentence; ///< what went wrong, as a clause: "the server refused the upgrade: 404"
    std::string advice;   ///< what to try, in sentences; may be empty
};

/// Returns nullopt if the connection opened, or has no error so far.
std::optional<Diagnosis> diagnose(const ConnectionInfo& connection);

} // namespace framescope::timeline
