// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json_outline.h"

namespace framescope::codec {

namespace {

unsigned hexValue(ByteView digits)
{
    unsigned value = 0;
    for (const std::uint8_t digit : digits) {
        const unsigned low = digit <= '9' ? digit - '0' : (digit | 0x20U) - 'a' + 10U;
        value = value * 16 + low;
    }
    return value;
}

void appendUtf8(std::string& to, unsigned codePoint)
{
    const auto tail = [&](int shift) {
        to += static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F));
    };
    if (codePoint < 0x80) {
        to += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        to += static_cast<char>(0xC0 | (codePoint >> 6));
        tail(0);
    } else if (codePoint < 0x10000) {
        to += static_cast<char>(0xE0 | (codePoint >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (codePoint >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool isHighSurrogate(unsigned unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}
bool isLowSurrogate(unsigned unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/// Appends the `\uXXXX` at `at` (or the pair of them); returns its length.
std::size_t appendUnicodeEscape(std::string& to, ByteView text, std::size_t at)
{
    constexpr std::size_t single = 6;
    const unsigned unit = hexValue(text.subspan(at + 2, 4));
    if (isHighSurrogate(unit) && at + 2 * single <= text.size() && text[at + single] == '\\' &&
        text[at + single + 1] == 'u') {
        const unsigned low = hexValue(text.subspan(at + single + 2, 4));
        if (isLowSurrogate(low)) {
            appendUtf8(to, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            return 2 * single;
        }
    }
    if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
        to += asText(text.subspan(at, single));
    } else {
        appendUtf8(to, unit);
    }
    return single;
}

char simpleEscape(std::uint8_t letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return static_cast<char>(letter);
    }
}

} // namespace

std::string unescape(ByteView quoted)
{
    const ByteView text = quoted.size() < 2 ? ByteView{} : quoted.subspan(1, quoted.size() - 2);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            plain += static_cast<char>(text[at++]);
        } else if (text[at + 1] == 'u' && at + 6 <= text.size()) {
            at += appendUnicodeEscape(plain, text, at);
        } else {
            plain += simpleEscape(text[at + 1]);
            at += 2;
        }
    }
    return plain;
}

} // namespace framescope::codec
