// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace framescope::connection {

/// The Authorization header to send, unless the list of headers has one.
struct Authorization
{
    enum class Scheme {
        None,
        Basic, ///< RFC 7617
        Bearer ///< RFC 6750
    };
    Scheme scheme = Scheme::None;
    std::string user;   ///< of Basic, UTF-8, without a colon
    std::string secret; ///< the password or the token

    friend bool operator==(const Authorization&, const Authorization&) = default;
};

Result<void> check(const Authorization& authorization);

/// The header's value; empty without a scheme.
std::string headerValue(const Authorization& authorization);

/// The value of Basic for a user and a password in UTF-8 (RFC 7617 2).
std::string basicCredentials(std::string_view user, std::string_view password);

} // namespace framescope::connection
