// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <string>
#include <string_view>

// What lets somebody else in, and how it is left out of what is handed on. Names are known by one
// table; what they are names of (a header, a parameter of a URL) is not told apart.
namespace framescope::wire {

/// Replaces a secret; it is valid in a URL, a header and a cookie.
inline constexpr std::string_view SecretMarker = "***removed***";

/// Whether the value of a header or parameter of that name is a secret: Authorization, Cookie,
/// X-Api-Key, access_token … Case, a number behind it, an index in brackets, and all that is no
/// letter or digit are ignored.
bool isSecretName(std::string_view name);

/// Whether a subprotocol is no name but a credential, as some clients send for want of a header:
/// a JSON Web Token (RFC 7519), Kubernetes' bearer token, anything that is long and random.
bool looksLikeCredential(std::string_view token);

/// Any text: without the user info of its URLs, the values of secret parameters, JSON Web Tokens,
/// and what looks like a credential and stands in quotes.
std::string textWithoutSecrets(std::string_view text);

/// An address as typed, well formed or not, for a message about it. Everything before its last '@'
/// may be a user and a password, with or without a scheme.
std::string addressWithoutSecrets(std::string_view typed);

/// The value of a header without secrets. The scheme of credentials, the names of cookies and the
/// attributes of Set-Cookie stay.
std::string headerWithoutSecrets(std::string_view name, std::string_view value);

/// The same for a series of headers. A list of subprotocols may continue in another header, where
/// the last element of one shows whether the first of the next is a secret. `secretFollows` keeps
/// that and is false at first.
std::string headerWithoutSecrets(std::string_view name, std::string_view value,
                                 bool& secretFollows);

/// Of one field after the other, malformed ones too: where a line has no name, or what stands in
/// front of its colon is none, its first word may be the name of a secret.
void removeSecrets(HeaderField& field, bool& secretFollows);

/// A raw head, or its start, without secrets.
std::string rawHeadWithoutSecrets(std::string_view raw);

HttpHead headWithoutSecrets(HttpHead head);

} // namespace framescope::wire
