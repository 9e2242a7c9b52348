// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/value_list.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace framescope::filter {

/// What a number counts: decides about the units that may follow it, and the unit without one.
enum class Quantity : std::uint8_t {
    Plain,        ///< also in hex: 0x9
    Bytes,        ///< k, M, G: thousands; Ki, Mi, Gi: 1024s
    Seconds,      ///< kept in nanoseconds; ns, us, ms, s, m, h
    Milliseconds, ///< the same; a number without a unit is milliseconds
    Truth,        ///< 0 and 1; also true and false
};

/// Numbers from 0 to 2^64-1, as a union of ranges, without another.
class NumberSet
{
public:
    /// The union of "10", "10..20", "10..", "..20", ">10", without each "!=10". A single duration
    /// stands for all that begin with its digits: 12.5s is what lies from there up to 12.6s.
    static tl::expected<NumberSet, Mistake> of(const ValueList& values, Quantity quantity);

    bool contains(std::uint64_t number) const
    {
        return isIn(number, ranges_) && !isIn(number, excluded_);
    }

private:
    using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

    static bool isIn(std::uint64_t number, const Ranges& ranges)
    {
        for (const auto& [first, last] : ranges) {
            if (number >= first && number <= last) {
                return true;
            }
        }
        return false;
    }
    tl::expected<void, Mistake> add(const FieldValue& value, Quantity quantity);
    tl::expected<void, Mistake> addRange(const FieldValue& value, std::string_view low,
                                         std::string_view high, Quantity quantity);
    void put(std::uint64_t first, std::uint64_t last);

    Ranges ranges_;
    Ranges excluded_;
};

} // namespace framescope::filter
