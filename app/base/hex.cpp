// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hex.h"

#include <optional>
#include <string>

namespace framescope {

namespace {

std::optional<unsigned> digitValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') {
        return lower - 'a' + 10;
    }
    return std::nullopt;
}

bool isSeparator(char c)
{
    return std::string_view(" \t\r\n,:").find(c) != std::string_view::npos;
}

bool isPrefix(std::string_view rest)
{
    return rest.size() >= 2 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'X');
}

} // namespace

Result<Bytes> parseHex(std::string_view text)
{
    Bytes bytes;
    std::optional<unsigned> high;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isSeparator(text[at])) {
            continue;
        }
        if (!high && isPrefix(text.substr(at))) {
            ++at;
            continue;
        }
        const auto digit = digitValue(text[at]);
        if (!digit) {
            return failure("'" + std::string(1, text[at]) + "' is no hexadecimal digit",
                           "position " + std::to_string(at + 1), "write bytes like: ca fe 01");
        }
        if (high) {
            bytes.push_back(static_cast<std::uint8_t>(*high << 4 | *digit));
            high.reset();
        } else {
            high = digit;
        }
    }
    if (high) {
        return failure("half a byte is left at the end", {}, "each byte has two digits");
    }
    return bytes;
}

} // namespace framescope
