// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace framescope::contract {

/// What is wrong in a message.
struct Violation
{
    std::string path;      ///< of the value, as in the filter language: $.items[0].price
    std::size_t at = 0;    ///< position of the value in the payload, in bytes
    std::string what;      ///< "is a string, not a number"
    std::string keyword;   ///< of JSON Schema: "type"
    std::string rule;      ///< where that stands: "orders.yaml#/components/schemas/order/type"
    std::size_t depth = 0; ///< of the value; 0 for the whole message
    bool isOfKind = false; ///< just one value is allowed: it may tell what the whole thing is

    /// "$.items[0].price: is a string, not a number"
    std::string message() const { return path + ": " + what; }
};

/// How far a message is from an alternative that it does not fit. The least is the nearest.
struct Distance
{
    bool isAnother = false; ///< a value that names the kind of the message is a different one
    std::size_t count = 0;  ///< of violations
    std::size_t depth = 0;  ///< of the deepest one

    static Distance of(std::span<const Violation> violations);
    friend bool operator<(const Distance& a, const Distance& b);
};

} // namespace framescope::contract
