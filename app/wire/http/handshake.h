// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/deflate.h"
#include "wire/http/http_head.h"
#include "wire/rules.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::wire {

/// Sec-WebSocket-Accept for a Sec-WebSocket-Key (RFC 6455 4.2.2).
std::string acceptKey(std::string_view key);

/// The result of an opening handshake, read from both heads (RFC 6455 4.1, 4.2).
struct HandshakeOutcome
{
    /// The response is 101: frames follow it, whatever else is wrong.
    bool switched = false;
    /// Switched, without a mistake that makes a client fail the connection: `open` in a browser.
    bool opened = false;
    std::string subprotocol; ///< empty where none was chosen
    /// The server's answer if it can be read, even if it was not offered: the server will compress
    /// accordingly.
    std::optional<DeflateParameters> deflate;
    Violations violations;
};

HandshakeOutcome checkHandshake(const HttpHead& request, const HttpHead& response);

/// Whether a request asks for a WebSocket (GET, Upgrade: websocket, a key).
bool isUpgradeRequest(const HttpHead& request);

} // namespace framescope::wire
