// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/deflate.h"
#include "wire/http/http_head.h"
#include "wire/rules.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::wire {

/// The Sec-WebSocket-Accept that belongs to a Sec-WebSocket-Key (RFC 6455 4.2.2).
std::string acceptKey(std::string_view key);

/// The result of an opening handshake, read from both heads (RFC 6455 4.1, 4.2).
struct HandshakeOutcome
{
    /// The status is 101: frames follow the response, whether or not the heads are valid.
    bool switched = false;
    /// `switched`, and no violation fails the connection: a browser would emit `open`.
    bool opened = false;
    std::string subprotocol; ///< empty if none was chosen
    /// The server's answer if it can be parsed, even if the client did not offer it: the server
    /// will compress accordingly.
    std::optional<DeflateParameters> deflate;
    Violations violations;
};

HandshakeOutcome checkHandshake(const HttpHead& request, const HttpHead& response);

/// Whether a request asks for an upgrade to WebSocket (GET, Upgrade: websocket, a key).
bool isUpgradeRequest(const HttpHead& request);

} // namespace framescope::wire
