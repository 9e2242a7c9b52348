// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json/json_escapes.h"

#include <algorithm>
#include <cstdint>

namespace framescope::filter {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Of four digits; -1 where they are not there.
std::int32_t codeUnit(std::string_view text)
{
    if (text.size() < 4) {
        return -1;
    }
    std::int32_t unit = 0;
    for (const char c : text.substr(0, 4)) {
        const int digit = hexDigit(c);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendUtf8(std::string& to, std::int32_t c)
{
    const auto put = [&to](std::int32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

/// Of what stands behind \u; returns how much of it was used.
std::size_t appendCodeUnits(std::string& to, std::string_view text)
{
    const std::int32_t unit = codeUnit(text);
    if (unit < 0xD800 || unit > 0xDFFF) {
        appendUtf8(to, unit);
        return 4;
    }
    const std::int32_t low =
        unit < 0xDC00 && text.substr(4, 2) == "\\u" ? codeUnit(text.substr(6)) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        to.append("\\u").append(text, 0, 4);
        return 4;
    }
    appendUtf8(to, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return 10;
}

} // namespace

bool jsonEscapesAreValid(std::string_view content)
{
    constexpr std::string_view Simple = "\"\\/bfnrt";
    for (std::size_t at = 0; (at = content.find('\\', at)) != std::string_view::npos;) {
        const char kind = at + 1 < content.size() ? content[at + 1] : '\0';
        if (kind == 'u' ? codeUnit(content.substr(at + 2)) < 0
                        : kind == '\0' || Simple.find(kind) == std::string_view::npos) {
            return false;
        }
        at += 2;
    }
    return true;
}

void unescapeJson(std::string_view content, std::string& to)
{
    constexpr std::string_view Kinds = "bfnrt";
    constexpr std::string_view Meanings = "\b\f\n\r\t";
    to.clear();
    std::size_t at = 0;
    while (at < content.size()) {
        const std::size_t end = std::min(content.find('\\', at), content.size());
        to.append(content, at, end - at);
        if (end == content.size()) {
            break;
        }
        const char kind = content[end + 1];
        at = end + 2;
        if (kind == 'u') {
            at += appendCodeUnits(to, content.substr(at));
        } else {
            const std::size_t known = Kinds.find(kind);
            to += known == std::string_view::npos ? kind : Meanings[known];
        }
    }
}

} // namespace framescope::filter
