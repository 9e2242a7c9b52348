// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/value_list.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace framescope::filter {

/// What a number counts, which decides the units allowed after it and the default unit.
enum class Quantity : std::uint8_t {
    Plain,        ///< may be in hex: 0x9
    Bytes,        ///< with k, M, G (powers of 1000) or Ki, Mi, Gi (powers of 1024)
    Seconds,      ///< stored in nanoseconds; with ns, us, ms, s, m, h
    Milliseconds, ///< like Seconds, but milliseconds if there is no unit
    Truth,        ///< 0 and 1, or true and false
};

/// A set of numbers from 0 to 2^64-1: a union of ranges, minus another union.
class NumberSet
{
public:
    /// The union of "10", "10..20", "10..", "..20", ">10", minus each "!=10". A single duration
    /// matches all that begin with its digits: 12.5s is the range from 12.5s up to 12.6s.
    static tl::expected<NumberSet, Mistake> of(const ValueList& values, Quantity quantity);

    bool contains(std::uint64_t number) const
    {
        return isIn(number, ranges_) && !isIn(number, excluded_);
    }

    /// Whether a number of the range, both ends included, is in the set.
    bool hasOneOf(std::uint64_t first, std::uint64_t last) const;

    /// The range, both ends included, if the set is a single range; otherwise nullopt.
    std::optional<std::pair<std::uint64_t, std::uint64_t>> onlyRange() const
    {
        return ranges_.size() == 1 && excluded_.empty() ? std::optional(ranges_.front())
                                                        : std::nullopt;
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

    Ranges ranges_;
    Ranges excluded_;
};

} // namespace framescope::filter
