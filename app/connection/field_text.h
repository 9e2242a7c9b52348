// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

namespace framescope::connection {

/// The characters of a token (RFC 9110 5.6.2), as a hint.
inline constexpr const char* TokenHint = "use letters, digits and !#$%&'*+-.^_`|~";

/// Whether the text has a character that ends a line of a head, or NUL.
inline bool hasLineEnd(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// Whether the text has a control character of ASCII.
inline bool hasControl(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

} // namespace framescope::connection
