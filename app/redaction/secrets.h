// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <string>
#include <string_view>

// Recognises credentials and removes them from text that leaves the program. One table has the
// names of secrets, whether a header or a parameter of a URL has that name.
namespace framescope::wire {

/// Replaces a secret; it is valid in a URL, a header and a cookie.
inline constexpr std::string_view SecretMarker = "***removed***";

/// Whether the value of a header or parameter of that name is a secret: Authorization, Cookie,
/// X-Api-Key, access_token … Ignores case, a number at the end, an index in brackets, and all
/// characters except letters and digits.
bool isSecretName(std::string_view name);

/// Whether a subprotocol is a credential, which some clients send since they can't set a header: a
/// JSON Web Token (RFC 7519), Kubernetes' bearer token, or a long random text.
bool looksLikeCredential(std::string_view token);

/// A text without the user info of its URLs, the values of secret parameters, JSON Web Tokens, and
/// quoted text that looks like a credential.
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

/// The same for a series of fields, including malformed ones: if a line has no valid name before a
/// colon, its first word may be the name of a secret.
void removeSecrets(HeaderField& field, bool& secretFollows);

/// A raw head, or its start, without secrets.
std::string rawHeadWithoutSecrets(std::string_view raw);

HttpHead headWithoutSecrets(HttpHead head);

} // namespace framescope::wire
