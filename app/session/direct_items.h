// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "tap/client/direct_item.h"

namespace framescope::session {

/// What the tap has to send past QWebSocket for a message. Precondition: `outgoing` was checked and
/// is no data message (`message::dataOf`).
tap::DirectItem directItemOf(const message::Outgoing& outgoing);

} // namespace framescope::session
