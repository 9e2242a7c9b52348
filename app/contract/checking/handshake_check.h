// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/channel.h"
#include "contract/schema/violation.h"

#include <string>
#include <utility>
#include <vector>

namespace framescope::contract {

/// What the request of a client says, without escapes.
struct HandshakeFields
{
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// What is wrong with a request by the ws binding of the channel, "query $.limit: is missing".
/// Headers that the binding does not name are left out. A text counts as the number or truth value
/// that its schema wants.
std::vector<std::string> handshakeViolations(const Channel& channel, const HandshakeFields& fields);

} // namespace framescope::contract
