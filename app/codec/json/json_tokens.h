// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text/hex.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Tokens of JSON texts (RFC 8259). Positions are bytes in the text.
namespace framescope::codec {

enum class JsonKind : std::uint8_t { Object, Array, String, Number, True, False, Null };

/// A string with its quotes, a number or a word; `end` is its end, or the position of a mistake.
struct JsonToken
{
    std::size_t end = 0;
    const char* mistake = nullptr; ///< the error at `end`; null if there is none
    JsonKind kind = JsonKind::Number;
    bool hasEscapes = false;
};

/// The character at `at`; 0 at the end, as a NUL is invalid in JSON too.
inline char charAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? text[at] : '\0';
}

constexpr bool isJsonSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

inline std::size_t skipJsonSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isJsonSpace(text[at])) {
        ++at;
    }
    return at;
}

/// Skips characters that need no decoding in a string: all except controls, quotes and backslashes.
inline std::size_t skipOrdinary(std::string_view text, std::size_t at)
{
    constexpr std::uint64_t Ones = 0x0101010101010101;
    constexpr std::uint64_t High = 0x80 * Ones;
    const auto bytesBelow = [](std::uint64_t word, std::uint64_t limit) { // the lowest is exact
        return (word - limit * Ones) & ~word & High;
    };
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        const std::uint64_t special = bytesBelow(word, 0x20) | bytesBelow(word ^ ('"' * Ones), 1) |
                                      bytesBelow(word ^ ('\\' * Ones), 1);
        if (special != 0) {
            if constexpr (std::endian::native == std::endian::little) {
                return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
            }
            break;
        }
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' &&
           text[at] != '\\') {
        ++at;
    }
    return at;
}

/// Reads a string. Precondition: there is a quote at `at`.
inline JsonToken readJsonString(std::string_view text, std::size_t at)
{
    JsonToken token{.kind = JsonKind::String};
    const auto wrong = [&](const char* mistake) {
        token.end = at;
        token.mistake = mistake;
        return token;
    };
    for (at = skipOrdinary(text, at + 1); charAt(text, at) != '"'; at = skipOrdinary(text, at)) {
        if (at == text.size()) {
            return wrong("the string does not end");
        }
        if (text[at] != '\\') {
            return wrong("a control character in a string");
        }
        token.hasEscapes = true;
        const char kind = charAt(text, ++at);
        if (std::string_view("\"\\/bfnrtu").find(kind) == std::string_view::npos) {
            return wrong("an unknown escape");
        }
        ++at;
        for (int digits = 0; kind == 'u' && digits < 4; ++digits, ++at) {
            if (!hexDigitValue(charAt(text, at))) {
                return wrong("\\u needs four hexadecimal digits");
            }
        }
    }
    token.end = at + 1;
    return token;
}

inline JsonToken readJsonNumber(std::string_view text, std::size_t at)
{
    const auto skipDigits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            ++at;
        }
        return at > begin;
    };
    const bool isNegative = charAt(text, at) == '-';
    at += isNegative ? 1 : 0;
    if (charAt(text, at) == '0') {
        ++at;
    } else if (!skipDigits()) {
        return {at, isNegative ? "expected a digit" : "expected a value"};
    }
    if (charAt(text, at) == '.') {
        ++at;
        if (!skipDigits()) {
            return {at, "expected a digit after '.'"};
        }
    }
    if (charAt(text, at) == 'e' || charAt(text, at) == 'E') {
        ++at;
        at += charAt(text, at) == '+' || charAt(text, at) == '-' ? 1 : 0;
        if (!skipDigits()) {
            return {at, "expected a digit in the exponent"};
        }
    }
    return {at};
}

inline JsonToken readJsonWord(std::string_view text, std::size_t at, JsonKind kind,
                              std::string_view word, const char* mistake)
{
    for (const char letter : word) {
        if (charAt(text, at) != letter) {
            return {at, mistake};
        }
        ++at;
    }
    return {at, nullptr, kind};
}

inline JsonToken readJsonScalar(std::string_view text, std::size_t at)
{
    switch (charAt(text, at)) {
    case '"':
        return readJsonString(text, at);
    case 't':
        return readJsonWord(text, at, JsonKind::True, "true", "expected 'true'");
    case 'f':
        return readJsonWord(text, at, JsonKind::False, "false", "expected 'false'");
    case 'n':
        return readJsonWord(text, at, JsonKind::Null, "null", "expected 'null'");
    default:
        return readJsonNumber(text, at);
    }
}

} // namespace framescope::codec
