// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"
#include "wire/rules.h"

namespace framescope::wire {

/// Checks the syntax of a head in its raw bytes: white space, line ends, folded lines, bytes beyond
/// ASCII (RFC 9112 2 to 5). In a WebSocket handshake it also checks the HTTP version, and the
/// client's headers that may occur only once (RFC 6455 4.1, 11.3). Each rule is reported once, for
/// its first line; the detail names the header, never a value.
Violations checkHead(const HttpHead& head);

} // namespace framescope::wire
