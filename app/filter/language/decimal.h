// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace framescope::filter {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A JSON number of any size and precision: 1e400 and 2^63+1 are exact. Points into the text it was
/// made from.
class Decimal
{
public:
    /// Nothing unless the whole text is a JSON number (RFC 8259 6).
    static std::optional<Decimal> parse(std::string_view text);

    std::strong_ordering operator<=>(const Decimal& other) const;
    bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }

private:
    /// Reads a whole number of few digits, the usual case. False if it is something else.
    bool readSmall(std::string_view digits);
    bool isZero() const { return digits_.empty(); }
    std::strong_ordering compareMagnitude(const Decimal& other) const;

    bool negative_ = false;
    bool isSmall_ = false; ///< `small_` has its absolute value, a whole number
    std::uint64_t small_ = 0;
    std::string_view digits_; ///< from the first to the last digit that is not 0; may have a point
    std::int64_t magnitude_ = 0; ///< number of digits before the point; may be negative
};

} // namespace framescope::filter
