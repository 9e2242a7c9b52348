// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/base64.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace framescope {

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

std::string toBase64(ByteView bytes)
{
    std::string text;
    appendBase64(text, bytes);
    return text;
}

} // namespace framescope
