// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

// The names of secrets are in one table, for headers and URL parameters alike.
namespace framescope::redaction {

/// Whether the value of a header or parameter of that name is a secret: Authorization, Cookie,
/// X-Api-Key, access_token … Case, a number at the end, an index in brackets, and all characters
/// except letters and digits are ignored.
bool isSecretName(std::string_view name);

/// Whether a subprotocol is a credential, as sent by clients that can't set headers: a JSON Web
/// Token (RFC 7519), a Kubernetes bearer token, or any long random text.
bool looksLikeCredential(std::string_view token);

/// The start of a JSON Web Token (RFC 7519 3): {" in base64url.
inline constexpr std::string_view JsonWebToken = "eyJ";

constexpr bool isNumeral(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether a character is an ASCII letter.
constexpr bool isLatin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The letters and digits of the name in lower case.
std::string plainName(std::string_view name);

} // namespace framescope::redaction
