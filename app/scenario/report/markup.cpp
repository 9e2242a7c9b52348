// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/report/markup.h"

#include "base/text/hex.h"
#include "base/text/visible_text.h"

#include <cctype>

namespace framescope::scenario::report {

std::string markup(std::string_view text)
{
    std::string escaped;
    for (const char c : visibleLines(text)) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::string hrefOf(std::string_view path)
{
    constexpr std::string_view Plain = "-._~/";
    std::string encoded = path.starts_with('/') ? "" : "./";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || Plain.find(c) != std::string_view::npos)) {
            encoded += c;
        } else {
            encoded += '%';
            appendHex(encoded, byte);
        }
    }
    return encoded;
}

} // namespace framescope::scenario::report
