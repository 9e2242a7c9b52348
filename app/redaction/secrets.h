// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redaction/secret_names.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

// Credentials are removed from everything that is exported.
namespace framescope::redaction {

/// The text in place of a secret; it is valid in a URL, a header and a cookie.
inline constexpr std::string_view SecretMarker = "***removed***";

/// The text with the bytes for which %XX stands in it (RFC 3986 2.1).
std::string percentDecoded(std::string_view text);

/// Any text without the user info of its URLs, the values of secret parameters, JSON Web Tokens,
/// and quoted text that looks like a credential.
std::string textWithoutSecrets(std::string_view text);

/// An address as typed, valid or not, for a message about it. Everything before its last '@' may be
/// user and password, with or without a scheme, and is removed.
std::string addressWithoutSecrets(std::string_view typed);

/// The value of a header without secrets. Authentication schemes, names of cookies and attributes
/// of Set-Cookie are kept.
std::string headerWithoutSecrets(std::string_view name, std::string_view value);

/// The same for a series of headers. A list of subprotocols may continue in another header, where
/// the last element of one can mean that the first of the next is a secret. `secretFollows` holds
/// that between calls and is false at first.
std::string headerWithoutSecrets(std::string_view name, std::string_view value,
                                 bool& secretFollows);

/// Removes the secrets of one field after the other, malformed ones too: if a line has no name, or
/// an invalid one before its colon, its first word may be the name of a secret.
void removeSecrets(wire::HeaderField& field, bool& secretFollows);

/// A raw head, or the beginning of one, without secrets.
std::string rawHeadWithoutSecrets(std::string_view raw);

wire::HttpHead headWithoutSecrets(wire::HttpHead head);

} // namespace framescope::redaction
