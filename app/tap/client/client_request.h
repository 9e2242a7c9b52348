// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "wire/http/handshake.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

namespace framescope::tap {

/// The header in which our own client tells the tap's secret. Never forwarded.
inline constexpr std::string_view SecretHeader = "X-Framescope-Tap";

/// Whether the client's request tells the secret.
bool tellsSecret(const wire::HttpHead& request, std::string_view secret);

/// The request the server gets for the client's: the key is the client's, all else the target's,
/// in the order browsers have it. The user's headers take the place of ours of the same name;
/// the rest follows in the order given.
std::string serverRequest(const wire::HttpHead& request, const connection::Target& target);

/// A response the client accepts, made for an opened handshake: the accept value fits the
/// client's own key, the subprotocol is kept where the client asked for it, there are no
/// extensions and nothing else.
std::string clientResponse(const wire::HttpHead& request, const wire::HandshakeOutcome& outcome);

} // namespace framescope::tap
