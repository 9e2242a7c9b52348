// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secret_values.h"

#include "redaction/secrets.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace framescope::redaction {

namespace {

/// With everything escaped that is not unreserved (RFC 3986 2.3).
std::string percentEncoded(std::string_view value)
{
    constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : value) {
        if (isLatin(c) || isNumeral(c) || std::string_view("-._~").find(c) != value.npos) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += {'%', Digits[byte >> 4U], Digits[byte & 0xFU]};
        }
    }
    return encoded;
}

void replaceAll(std::string& text, std::string_view value)
{
    for (std::size_t at = text.find(value); at != std::string::npos;
         at = text.find(value, at + SecretMarker.size())) {
        text.replace(at, value.size(), SecretMarker);
    }
}

} // namespace

std::string withoutValues(std::string text, std::span<const std::string> values)
{
    constexpr std::size_t Shortest = 4;
    std::vector<std::string_view> longestFirst(values.begin(), values.end());
    std::ranges::sort(longestFirst, std::greater(), &std::string_view::size);
    for (const std::string_view value : longestFirst) {
        if (value.size() >= Shortest) {
            replaceAll(text, value);
            replaceAll(text, percentEncoded(value));
        }
    }
    return text;
}

} // namespace framescope::redaction
