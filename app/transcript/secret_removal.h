// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"
#include "timeline/index/event_record.h"

#include <span>
#include <string>

namespace framescope::transcript {

// Removes credentials (redaction/secrets.h) from events before they are exported: from heads, URLs
// and texts of life-cycle events. Payloads, close reasons and the bodies of refusals stay
// unchanged. `values` are further secrets of the connection (hidden_values.h).

void removeSecrets(timeline::EventRecord& record, std::span<const std::string> values = {});
void removeSecrets(timeline::ConnectionInfo& connection, std::span<const std::string> values = {});

} // namespace framescope::transcript
