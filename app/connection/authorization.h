// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

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

} // namespace framescope::connection
