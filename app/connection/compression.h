// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::connection {

/// The offer of permessage-deflate (RFC 7692 7.1), or any other line of extensions.
struct Compression
{
    bool offered = true;
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    std::optional<int> serverMaxWindowBits; ///< 8 to 15; nullopt: the parameter is not offered
    /// 8 to 15; 0: the parameter without a value; nullopt: the parameter is not offered.
    std::optional<int> clientMaxWindowBits = 0;
    /// The value of Sec-WebSocket-Extensions, as it is sent instead of all this; empty: none.
    std::string extensions;

    friend bool operator==(const Compression&, const Compression&) = default;
};

Result<void> check(const Compression& compression);

/// The value of Sec-WebSocket-Extensions; empty if nothing is offered.
std::string offerOf(const Compression& compression);

/// Reads the parameters of permessage-deflate, separated by ';', with or without the extension's
/// name before them: "server_no_context_takeover; client_max_window_bits=10".
Result<Compression> compressionFrom(std::string_view parameters);

} // namespace framescope::connection
