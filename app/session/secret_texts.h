// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/connection_details.h"

#include <span>
#include <string>

namespace framescope::session {

/// The detail without these values in the texts of its options (see redaction::withoutValues).
/// `Target::shownUrl` has none of them.
timeline::ConnectingDetail withoutSecretValues(timeline::ConnectingDetail detail,
                                               std::span<const std::string> values);

} // namespace framescope::session
