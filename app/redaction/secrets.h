// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redaction/secret_names.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

// Credentials are removed from everything that is exported.
namespace framescope::redaction {

/// Replaces a secret; it is valid in a URL, a header and a cookie.
inline constexpr std::string_view SecretMarker = "***removed***";

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
void removeSecrets(wire::HeaderField& field, bool& secretFollows);

/// A raw head, or its start, without secrets.
std::string rawHeadWithoutSecrets(std::string_view raw);

wire::HttpHead headWithoutSecrets(wire::HttpHead head);

} // namespace framescope::redaction
