// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "wire/http/handshake.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

namespace framescope::tap {

/// The header in which our own client sends the tap's secret. Never forwarded to the server.
inline constexpr std::string_view SecretHeader = "X-Framescope-Tap";

/// Whether the client's request has the secret.
bool tellsSecret(const wire::HttpHead& request, std::string_view secret);

/// The request to send to the server: the key is from the client's request, everything else from
/// the target (see connection::requestHead).
std::string serverRequest(const wire::HttpHead& request, const connection::Target& target);

/// The response to send to the client after the server has accepted the handshake: the accept value
/// is for the client's own key, the subprotocol is included if the client asked for it, and there
/// are no extensions or other headers.
std::string clientResponse(const wire::HttpHead& request, const wire::HandshakeOutcome& outcome);

} // namespace framescope::tap
