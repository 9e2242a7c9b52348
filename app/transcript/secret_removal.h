// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"
#include "timeline/index/event_record.h"

namespace framescope::transcript {

// Leaves out what lets somebody else in (wire/secrets.h) of what is handed on: of heads, URLs and
// texts of the connection's life. Payloads, reasons of a close and the body of a refusal are what
// the peers said; they stay as they are.

void removeSecrets(timeline::EventRecord& record);
void removeSecrets(timeline::ConnectionInfo& connection);

} // namespace framescope::transcript
