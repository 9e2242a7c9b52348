// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "tap/client/direct_item.h"

namespace framescope::session {

/// What the tap has to send for a message past QWebSocket, or without one. Precondition: `outgoing`
/// was checked.
tap::DirectItem directItemOf(const message::Outgoing& outgoing);

} // namespace framescope::session
