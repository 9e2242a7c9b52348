// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

// One table knows the names of secrets; what they are names of (a header, a parameter of a URL)
// is not told apart.
namespace framescope::redaction {

/// Whether the value of a header or parameter of that name is a secret: Authorization, Cookie,
/// X-Api-Key, access_token … Case, a number behind it, an index in brackets, and all that is no
/// letter or digit are ignored.
bool isSecretName(std::string_view name);

/// Whether a subprotocol is no name but a credential, as some clients send for want of a header:
/// a JSON Web Token (RFC 7519), Kubernetes' bearer token, anything that is long and random.
bool looksLikeCredential(std::string_view token);

/// What a JSON Web Token (RFC 7519 3) begins with: {" in base64url.
inline constexpr std::string_view JsonWebToken = "eyJ";

constexpr bool isNumeral(char c)
{
    return c >= '0' && c <= '9';
}

/// A letter of ASCII.
constexpr bool isLatin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The name without what separates its words or may not stand in one, in lower case.
std::string plainName(std::string_view name);

} // namespace framescope::redaction
