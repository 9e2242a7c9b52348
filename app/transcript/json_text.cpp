// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/json_text.h"

#include "wire/utf8_validator.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace framescope::transcript {

namespace {

constexpr std::string_view HexDigits = "0123456789abcdef";
constexpr std::string_view ReplacementCharacter = "\xEF\xBF\xBD";

/// Whether a byte must be escaped in a JSON string (RFC 8259 7).
constexpr auto MustEscape = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i) {
        table[i] = true;
    }
    table['"'] = true;
    table['\\'] = true;
    return table;
}();

void appendEscape(std::string& to, char c)
{
    constexpr std::string_view Short = "\"\\\b\f\n\r\t";
    constexpr std::string_view Letters = "\"\\bfnrt";
    if (const std::size_t at = Short.find(c); at != std::string_view::npos) {
        to += '\\';
        to += Letters[at];
        return;
    }
    const auto byte = static_cast<unsigned char>(c);
    to += "\\u00";
    to += HexDigits[byte >> 4];
    to += HexDigits[byte & 0xF];
}

} // namespace

void appendJsonString(std::string& to, std::string_view text)
{
    to += '"';
    appendJsonCharacters(to, text);
    to += '"';
}

void appendJsonCharacters(std::string& to, std::string_view text)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (MustEscape[static_cast<unsigned char>(text[i])]) {
            to.append(text, start, i - start);
            appendEscape(to, text[i]);
            start = i + 1;
        }
    }
    to.append(text, start);
}

void appendJsonStringReplacing(std::string& to, std::string_view text)
{
    if (wire::isUtf8(asBytes(text))) {
        appendJsonString(to, text);
    } else {
        appendJsonString(to, withoutInvalidUtf8(text));
    }
}

void appendBase64(std::string& to, ByteView bytes)
{
    constexpr std::string_view Digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    to.reserve(to.size() + (bytes.size() + 2) / 3 * 4);
    while (!bytes.empty()) {
        const std::size_t count = std::min<std::size_t>(bytes.size(), 3);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = group << 8 | (i < count ? bytes[i] : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            to += i <= count ? Digits[group >> (18 - 6 * i) & 0x3F] : '=';
        }
        bytes = bytes.subspan(count);
    }
}

void appendNumber(std::string& to, std::uint64_t number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    to.append(digits.data(), end);
}

void appendPadded(std::string& to, std::uint64_t number, std::size_t digits)
{
    const std::size_t start = to.size();
    to.append(digits, '0');
    for (std::size_t i = to.size(); i > start && number > 0; number /= 10) {
        to[--i] = static_cast<char>('0' + number % 10);
    }
}

void appendHex(std::string& to, ByteView bytes)
{
    for (const std::uint8_t byte : bytes) {
        to += HexDigits[byte >> 4];
        to += HexDigits[byte & 0xF];
    }
}

std::string withoutInvalidUtf8(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        wire::Utf8Validator validator;
        validator.feed(asBytes(text));
        validator.finish();
        const std::size_t valid =
            static_cast<std::size_t>(validator.errorOffset().value_or(text.size()));
        result += text.substr(0, valid);
        text.remove_prefix(valid);
        if (!text.empty()) {
            result += ReplacementCharacter;
            text.remove_prefix(1);
        }
    }
    return result;
}

} // namespace framescope::transcript
