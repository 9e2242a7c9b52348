// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/number_text.h"

#include "codec/integers.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace framescope::codec {

namespace {

template <class T>
std::string shortest(T value)
{
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value < 0 ? "-Infinity" : "Infinity";
    }
    constexpr T leastFixed = 1e-5F; // in positional notation, without an exponent
    constexpr T mostFixed = 1e16F;
    const T size = std::abs(value);
    const bool fixed = size == 0 || (size >= leastFixed && size < mostFixed);
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   fixed ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    std::string text(buffer.data(), end);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

/// A natural number in base 10^9, least significant digit first.
class Decimal
{
public:
    void appendByte(std::uint8_t byte)
    {
        std::uint64_t carry = byte;
        for (std::uint32_t& digit : digits_) {
            carry += std::uint64_t{digit} << 8;
            digit = static_cast<std::uint32_t>(carry % Base);
            carry /= Base;
        }
        if (carry > 0) {
            digits_.push_back(static_cast<std::uint32_t>(carry));
        }
    }

    std::string text() const
    {
        if (digits_.empty()) {
            return "0";
        }
        std::string text = std::to_string(digits_.back());
        for (auto digit = digits_.rbegin() + 1; digit != digits_.rend(); ++digit) {
            text += std::to_string(Base + *digit).substr(1);
        }
        return text;
    }

private:
    static constexpr std::uint32_t Base = 1'000'000'000;
    std::vector<std::uint32_t> digits_;
};

/// Formats decimal128 as specified for BSON.
std::string scientific(const std::string& digits, int exponent)
{
    const int count = static_cast<int>(digits.size());
    const int adjusted = exponent + count - 1;
    if (exponent > 0 || adjusted < -6) {
        std::string text = digits.substr(0, 1);
        if (count > 1) {
            text += '.' + digits.substr(1);
        }
        return text + (adjusted < 0 ? "E-" : "E+") + std::to_string(std::abs(adjusted));
    }
    if (exponent == 0) {
        return digits;
    }
    const int point = count + exponent;
    if (point > 0) {
        return digits.substr(0, static_cast<std::size_t>(point)) + '.' +
               digits.substr(static_cast<std::size_t>(point));
    }
    return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
}

} // namespace

std::string floatText(double value)
{
    return shortest(value);
}

std::string floatText(float value)
{
    return shortest(value);
}

float halfFloat(std::uint16_t bits)
{
    constexpr int bias = 15;
    constexpr unsigned fractionBits = 10;
    const int exponent = (bits >> fractionBits) & 0x1F;
    const int fraction = bits & 0x3FF;
    float value = 0;
    if (exponent == 0) {
        value = std::ldexp(static_cast<float>(fraction), 1 - bias - static_cast<int>(fractionBits));
    } else if (exponent == 0x1F) {
        value = fraction == 0 ? HUGE_VALF : std::nanf("");
    } else {
        value = std::ldexp(static_cast<float>(fraction + (1 << fractionBits)),
                           exponent - bias - static_cast<int>(fractionBits));
    }
    return (bits & 0x8000U) != 0 ? -value : value;
}

std::string negativeText(std::uint64_t argument)
{
    return argument == UINT64_MAX ? "-18446744073709551616" : '-' + std::to_string(argument + 1);
}

std::string bigNumberText(ByteView magnitude)
{
    Decimal decimal;
    for (const std::uint8_t byte : magnitude) {
        decimal.appendByte(byte);
    }
    return decimal.text();
}

std::string decimal128Text(ByteView bytes)
{
    constexpr int bias = 6176;
    constexpr std::size_t lowSize = 8;
    const std::uint64_t high = littleEndian(bytes, lowSize, lowSize);
    const std::string sign = high >> 63 != 0 ? "-" : "";
    const std::uint64_t combination = (high >> 58) & 0x1F;
    if (combination == 0x1F) {
        return "NaN";
    }
    if (combination == 0x1E) {
        return sign + "Infinity";
    }
    // A coefficient that begins with the bits 100 exceeds the largest one: it counts as zero.
    const bool large = combination >> 3 == 3;
    const int exponent = static_cast<int>((high >> (large ? 47 : 49)) & 0x3FFF) - bias;
    Decimal decimal;
    if (!large) {
        const std::uint64_t coefficient = high & 0x1FFFFFFFFFFFFULL;
        for (int shift = 56; shift >= 0; shift -= 8) {
            decimal.appendByte(static_cast<std::uint8_t>(coefficient >> shift));
        }
        for (std::size_t i = lowSize; i > 0; --i) {
            decimal.appendByte(bytes[i - 1]);
        }
    }
    return sign + scientific(decimal.text(), exponent);
}

std::string timeText(std::int64_t seconds, std::uint32_t nanoseconds)
{
    constexpr std::int64_t yearZero = -62'167'219'200;
    constexpr std::int64_t yearTenThousand = 253'402'300'800;
    if (seconds < yearZero || seconds >= yearTenThousand) {
        return {};
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    std::string text = time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toStdString();
    if (nanoseconds > 0) {
        std::string decimals = std::to_string(1'000'000'000 + nanoseconds).substr(1);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += '.' + decimals;
    }
    return text + 'Z';
}

} // namespace framescope::codec
