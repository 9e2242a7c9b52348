// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/decimal.h"

#include "codec/json/json_tokens.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace framescope::codec {

namespace {

constexpr std::int64_t LargestExponent = 1'000'000'000'000'000;

/// Reads the digits after "e"; a larger exponent is clamped.
std::int64_t exponentOf(std::string_view digits)
{
    const bool negative = digits.starts_with('-');
    std::int64_t exponent = 0;
    for (const char c : digits) {
        if (isDigit(c)) {
            exponent = std::min(exponent * 10 + (c - '0'), LargestExponent);
        }
    }
    return negative ? -exponent : exponent;
}

/// The difference of two whole numbers, clamped to a range wider than a text has digits.
std::int64_t differenceOf(std::string_view one, std::string_view other)
{
    const std::size_t size = std::max(one.size(), other.size());
    const auto digit = [size](std::string_view number, std::size_t at) {
        const std::size_t skipped = size - number.size();
        return at < skipped ? 0 : number[at - skipped] - '0';
    };
    std::int64_t difference = 0;
    for (std::size_t at = 0; at < size; ++at) {
        difference = std::clamp(difference * 10 + digit(one, at) - digit(other, at),
                                -LargestExponent, LargestExponent);
    }
    return difference;
}

/// The next digit from `at` on, skipping the point; '0' after the last.
char digitAt(std::string_view digits, std::size_t& at)
{
    if (at < digits.size() && digits[at] == '.') {
        ++at;
    }
    return at < digits.size() ? digits[at++] : '0';
}

constexpr std::size_t MostSmallDigits = 18;

std::uint64_t wholeOf(std::string_view digits)
{
    std::uint64_t number = 0;
    for (const char c : digits) {
        number = c == '.' ? number : number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

__extension__ using Wide = unsigned __int128;

/// The rest of a * b divided by `divisor`.
std::uint64_t productRest(std::uint64_t a, std::uint64_t b, std::uint64_t divisor)
{
    return static_cast<std::uint64_t>(Wide{a} * b % divisor);
}

/// The rest of 10^exponent divided by `divisor`.
std::uint64_t powerRest(std::int64_t exponent, std::uint64_t divisor)
{
    std::uint64_t rest = 1 % divisor;
    std::uint64_t square = 10 % divisor;
    for (; exponent > 0; exponent /= 2) {
        rest = exponent % 2 == 1 ? productRest(rest, square, divisor) : rest;
        square = productRest(square, square, divisor);
    }
    return rest;
}

} // namespace

bool Decimal::readSmall(std::string_view digits)
{
    if (digits.empty() || digits.size() > MostSmallDigits ||
        (digits[0] == '0' && digits.size() > 1)) {
        return false;
    }
    std::size_t last = 0; // position of the last digit that is not 0, counted from 1
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto digit = static_cast<unsigned char>(digits[i] - '0');
        if (digit > 9) {
            return false;
        }
        small_ = small_ * 10 + digit;
        last = digit != 0 ? i + 1 : last;
    }
    isSmall_ = true;
    digits_ = digits.substr(0, last);
    magnitude_ = last > 0 ? static_cast<std::int64_t>(digits.size()) : 0;
    return true;
}

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    Decimal result;
    result.negative_ = text.starts_with('-');
    if (result.readSmall(text.substr(result.negative_ ? 1 : 0))) {
        return result;
    }
    result.small_ = 0;
    if (const auto read = readJsonNumber(text, 0); read.mistake || read.end != text.size()) {
        return std::nullopt;
    }
    text.remove_prefix(result.negative_ ? 1 : 0);
    const std::size_t e = text.find_first_of("eE");
    const std::string_view mantissa = text.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_not_of("0.");
    if (first == std::string_view::npos) {
        return Decimal{};
    }
    const std::size_t last = mantissa.find_last_not_of("0.");
    result.digits_ = mantissa.substr(first, last + 1 - first);
    const auto before = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    result.magnitude_ = before > 0 ? before : before + 1;
    if (e != std::string_view::npos) {
        const std::string_view digits = text.substr(e + 1);
        const std::int64_t exponent = exponentOf(digits);
        if (exponent == LargestExponent || exponent == -LargestExponent) {
            result.exponent_ = digits.substr(digits.find_first_not_of("+-0"));
            result.digitsBefore_ = std::exchange(result.magnitude_, 0);
        }
        result.magnitude_ += exponent;
    }
    return result;
}

std::strong_ordering Decimal::compareMagnitude(const Decimal& other) const
{
    if (magnitude_ != other.magnitude_) {
        return magnitude_ <=> other.magnitude_;
    }
    if (!exponent_.empty() && !other.exponent_.empty()) {
        const std::int64_t larger = differenceOf(exponent_, other.exponent_);
        const auto order =
            (magnitude_ > 0 ? larger : -larger) + digitsBefore_ <=> other.digitsBefore_;
        if (order != 0) {
            return order;
        }
    }
    if (digits_.find('.') == std::string_view::npos &&
        other.digits_.find('.') == std::string_view::npos) {
        return digits_ <=> other.digits_;
    }
    std::size_t mine = 0;
    std::size_t theirs = 0;
    while (mine < digits_.size() || theirs < other.digits_.size()) {
        const auto order = digitAt(digits_, mine) <=> digitAt(other.digits_, theirs);
        if (order != 0) {
            return order;
        }
    }
    return std::strong_ordering::equal;
}

std::int64_t Decimal::digitCount() const
{
    const bool hasPoint = digits_.find('.') != std::string_view::npos;
    return static_cast<std::int64_t>(digits_.size()) - (hasPoint ? 1 : 0);
}

std::strong_ordering Decimal::sign() const
{
    return isZero()    ? std::strong_ordering::equal
           : negative_ ? std::strong_ordering::less
                       : std::strong_ordering::greater;
}

std::size_t Decimal::hash() const
{
    constexpr std::size_t Factor = 0x100000001B3; // FNV-1a
    std::size_t hash = (isZero()    ? 0
                        : negative_ ? 2
                                    : 1) +
                       static_cast<std::size_t>(magnitude_) * 4;
    for (const char c : digits_) {
        hash = c == '.' ? hash : (hash ^ static_cast<unsigned char>(c)) * Factor;
    }
    return hash;
}

std::string Decimal::text() const
{
    std::string text = negative_ && !isZero() ? "-" : "";
    std::ranges::remove_copy(digits_, std::back_inserter(text), '.');
    text += 'e' + std::to_string(magnitude_);
    return exponent_.empty()
               ? text
               : text.append(exponent_).append("+").append(std::to_string(digitsBefore_));
}

bool Decimal::isWhole() const
{
    return isSmall_ || magnitude_ >= digitCount();
}

bool Decimal::canDivide() const
{
    return sign() > 0 && digitCount() <= static_cast<std::int64_t>(MostSmallDigits);
}

bool Decimal::isMultipleOf(const Decimal& step) const
{
    if (isZero()) {
        return true;
    }
    // Neither row of digits ends with 0, so a smaller unit than that of `step` leaves a remainder.
    std::int64_t zeros = (magnitude_ - digitCount()) - (step.magnitude_ - step.digitCount());
    if (zeros < 0) {
        return false;
    }
    const std::uint64_t divisor = wholeOf(step.digits_);
    std::uint64_t rest = 0;
    for (const char c : digits_) {
        rest = c == '.' ? rest : (rest * 10 + static_cast<std::uint64_t>(c - '0')) % divisor;
    }
    return productRest(rest, powerRest(zeros, divisor), divisor) == 0;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const
{
    if (isSmall_ && other.isSmall_ && !negative_ && !other.negative_) {
        return small_ <=> other.small_;
    }
    const int sign = isZero() ? 0 : negative_ ? -1 : 1;
    const int otherSign = other.isZero() ? 0 : other.negative_ ? -1 : 1;
    if (sign != otherSign || sign == 0) {
        return sign <=> otherSign;
    }
    return sign > 0 ? compareMagnitude(other) : other.compareMagnitude(*this);
}

} // namespace framescope::codec
