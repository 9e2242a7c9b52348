// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redaction/secret_names.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

// What lets somebody else in is left out of what is handed on.
namespace framescope::redaction {

/// What stands in the place of a secret: may stand in a URL, a header and a cookie.
inline constexpr std::string_view SecretMarker = "***removed***";

/// Any text: without the user info of its URLs, the values of secret parameters, JSON Web Tokens,
/// and what looks like a credential and stands in quotes.
std::string textWithoutSecrets(std::string_view text);

/// An address as somebody typed it, well formed or not, for a sentence about it: all before its
/// last '@' may be a user and a password, whether there is a scheme or not.
std::string addressWithoutSecrets(std::string_view typed);

/// The value of a header. The scheme of credentials, the names of cookies and the attributes of
/// Set-Cookie stay.
std::string headerWithoutSecrets(std::string_view name, std::string_view value);

/// Of one header after the other: of a list of subprotocols that goes on in another line, the last
/// of the one says whether the first of the next is a secret. `secretFollows`: false at first.
std::string headerWithoutSecrets(std::string_view name, std::string_view value,
                                 bool& secretFollows);

/// Of one field after the other, malformed ones too: where a line has no name, or what stands in
/// front of its colon is none, its first word may be the name of a secret.
void removeSecrets(wire::HeaderField& field, bool& secretFollows);

/// A head as it came, or the start of one, line by line.
std::string rawHeadWithoutSecrets(std::string_view raw);

wire::HttpHead headWithoutSecrets(wire::HttpHead head);

} // namespace framescope::redaction
