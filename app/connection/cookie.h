// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::connection {

/// A cookie to send (RFC 6265 4.2).
struct Cookie
{
    std::string name;
    std::string value;

    friend bool operator==(const Cookie&, const Cookie&) = default;
};

/// Checks that the cookies can be sent as they are. Values are checked as tolerantly as browsers do
/// it (RFC 6265 5.2), since servers send them back that way.
Result<void> check(const std::vector<Cookie>& cookies);

/// Reads "NAME=VALUE". An error names the cookie by `where`, since the text is a secret.
Result<Cookie> cookieFrom(std::string_view text, std::string where);

/// The value of the header Cookie: "a=b; c=d"; empty without cookies.
std::string headerValue(const std::vector<Cookie>& cookies);

} // namespace framescope::connection
