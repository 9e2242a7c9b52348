// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/target.h"

#include <string>
#include <string_view>

namespace framescope::connection {

/// Whether a line of that name is one of our own, which the options can replace or leave out: Host,
/// Connection, User-Agent, Upgrade, Origin, Authorization, Cookie, Sec-WebSocket-*.
bool isOwnLine(std::string_view name);

/// The head of the opening handshake, byte for byte as it is sent, with `key` in
/// Sec-WebSocket-Key. Our own lines come in the order of browsers; a header of the user replaces
/// ours of the same name, and the user's other headers follow in the given order. A raw request is
/// returned as it is.
std::string requestHead(const Target& target, std::string_view key);

/// The head that would be sent for the options without their raw request, to begin editing one. Its
/// key is the example of RFC 6455 1.3; it is sent as it stands there unless it is changed. Files
/// are not read.
Result<std::string> defaultRequest(ConnectionOptions options);

} // namespace framescope::connection
