// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"
#include "wire/rules.h"

namespace framescope::wire {

/// What is odd about how a head was written, line by line of its raw bytes, which an HttpHead
/// tells no more: white space, line ends, folded lines, bytes beyond ASCII (RFC 9112 2 to 5); and
/// of the heads of a WebSocket the HTTP version and what the client sent twice (RFC 6455 4.1,
/// 11.3). One of each rule, that of the first line; its detail names the header, never a value.
Violations checkHead(const HttpHead& head);

} // namespace framescope::wire
