// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/place.h"

#include <string>

namespace framescope::contract {

class Rules;

/// A channel of an AsyncAPI document, and what its ws binding says of the handshake.
struct Channel
{
    std::string address; ///< /feed/{symbol}; empty if unknown
    Place query;         ///< the schema of its parameters; without a value if there is none
    Place headers;
    const Rules* queryRules = nullptr; ///< null if there is no schema
    const Rules* headerRules = nullptr;

    /// Whether a request to that target is one to this channel, whose address may have parameters,
    /// and a path of the server before it.
    bool isFor(std::string_view target) const;
};

} // namespace framescope::contract
