// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::codec {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A JSON number of any size and precision: 1e400 and 2^63+1 are exact. It is a view of the text
/// that was parsed.
class Decimal
{
public:
    /// Returns nullopt unless the whole text is a JSON number (RFC 8259 6).
    static std::optional<Decimal> parse(std::string_view text);

    std::strong_ordering operator<=>(const Decimal& other) const;
    bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }

    /// Whether it has no fraction: 1.0 and 1e3 have none.
    bool isWhole() const;
    /// Whether it is a whole number of times `step`. Precondition: `step.canDivide()`.
    bool isMultipleOf(const Decimal& step) const;
    /// Whether it is greater than 0 and has at most 18 significant digits.
    bool canDivide() const;
    std::strong_ordering sign() const;
    /// The same for equal numbers.
    std::size_t hash() const;
    /// The same for equal numbers, and another one for others.
    std::string text() const;

private:
    /// Reads a whole number of at most 18 digits, the usual case; false for anything else.
    bool readSmall(std::string_view digits);
    bool isZero() const { return digits_.empty(); }
    std::strong_ordering compareMagnitude(const Decimal& other) const;
    std::int64_t digitCount() const;

    bool negative_ = false;
    bool isSmall_ = false; ///< a whole number, whose absolute value is `small_`
    std::uint64_t small_ = 0;
    std::string_view digits_; ///< from the first to the last digit that is not 0; may have a point
    std::int64_t magnitude_ = 0; ///< digits before the point; if negative, zeros after it
    // Of an exponent that is too large for `magnitude_`, which has its sign then.
    std::string_view exponent_;     ///< its digits, without zeros before them
    std::int64_t digitsBefore_ = 0; ///< the magnitude without the exponent
};

} // namespace framescope::codec
