// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_escapes.h"

#include "base/text/hex.h"
#include "base/text/utf8.h"

#include <algorithm>

namespace framescope::codec {

namespace {

constexpr std::size_t Digits = 4;

/// Parses four hexadecimal digits as a UTF-16 code unit; -1 if they are not there.
int codeUnit(std::string_view text)
{
    int unit = text.size() < Digits ? -1 : 0;
    for (const char c : text.substr(0, Digits)) {
        const auto digit = hexDigitValue(c);
        unit = unit < 0 || !digit ? -1 : unit * 16 + static_cast<int>(*digit);
    }
    return unit;
}

/// Appends the character after \u, which may be a surrogate pair; returns how many bytes it took.
std::size_t appendCodeUnits(std::string& to, std::string_view text, Unpaired unpaired)
{
    const int unit = codeUnit(text);
    if (unit < 0) {
        to += 'u';
        return 0;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        appendUtf8(to, static_cast<char32_t>(unit));
        return Digits;
    }
    const bool isPair = unit < 0xDC00 && text.substr(Digits, 2) == "\\u";
    const int low = isPair ? codeUnit(text.substr(Digits + 2)) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        constexpr char32_t Replacement = 0xFFFD;
        unpaired == Unpaired::Kept ? (void)to.append("\\u").append(text, 0, Digits)
                                   : appendUtf8(to, Replacement);
        return Digits;
    }
    appendUtf8(to, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)));
    return 2 * Digits + 2;
}

} // namespace

std::string unescape(ByteView quoted, Unpaired unpaired)
{
    constexpr std::string_view Kinds = "bfnrt";
    constexpr std::string_view Meanings = "\b\f\n\r\t";
    const std::string_view text =
        quoted.size() < 2 ? std::string_view() : asText(quoted.subspan(1, quoted.size() - 2));
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\\', at), text.size());
        plain.append(text, at, end - at);
        at = end + 2;
        if (at > text.size()) {
            plain.append(text, end); // a backslash at the end
        } else if (text[end + 1] == 'u') {
            at += appendCodeUnits(plain, text.substr(at), unpaired);
        } else {
            const std::size_t known = Kinds.find(text[end + 1]);
            plain += known == std::string_view::npos ? text[end + 1] : Meanings[known];
        }
    }
    return plain;
}

} // namespace framescope::codec
