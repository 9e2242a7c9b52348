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

/// A number as JSON writes it, of any size and precision: 1e400 and 2^63+1 are what they are.
/// Points into the text it was made of.
class Decimal
{
public:
    /// Nothing where the text is not a JSON number (RFC 8259 6), and nothing else.
    static std::optional<Decimal> parse(std::string_view text);

    std::strong_ordering operator<=>(const Decimal& other) const;
    bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }

private:
    /// Of a whole number of few digits, as most are. False where it is none.
    bool readSmall(std::string_view digits);
    bool isZero() const { return digits_.empty(); }
    std::strong_ordering compareMagnitude(const Decimal& other) const;

    bool negative_ = false;
    bool isSmall_ = false; ///< a whole number that `small_` holds, but for its sign
    std::uint64_t small_ = 0;
    std::string_view digits_;    ///< from the first to the last that is not 0; perhaps with a point
    std::int64_t magnitude_ = 0; ///< how many digits stand before the point; may be negative
};

} // namespace framescope::filter
