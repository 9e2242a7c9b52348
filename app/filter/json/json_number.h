// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace framescope::filter {

/// How many bytes the JSON number at the start of `text` has (RFC 8259 section 6); 0 where there
/// is none.
inline std::size_t numberLength(std::string_view text)
{
    const auto skipDigits = [text](std::size_t at) {
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            ++at;
        }
        return at;
    };
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = at;
    at = skipDigits(at);
    if (at == whole || (text[whole] == '0' && at > whole + 1)) {
        return 0;
    }
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = skipDigits(at + 1);
        if (end == at + 1) {
            return 0;
        }
        at = end;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t start = at + 1;
        if (start < text.size() && (text[start] == '+' || text[start] == '-')) {
            ++start;
        }
        const std::size_t end = skipDigits(start);
        if (end == start) {
            return 0;
        }
        at = end;
    }
    return at;
}

} // namespace framescope::filter
