// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"
#include "timeline/index/event_record.h"

namespace framescope::transcript {

// Removes credentials (redaction/secrets.h) from events before they are exported: from heads, URLs
// and texts of life-cycle events. Payloads, close reasons and the bodies of refusals stay
// unchanged.

void removeSecrets(timeline::EventRecord& record);
void removeSecrets(timeline::ConnectionInfo& connection);

} // namespace framescope::transcript
