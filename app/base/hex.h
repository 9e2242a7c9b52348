// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <string>
#include <string_view>

namespace framescope {

/// The value of a hexadecimal digit of either case; -1 where it is none.
constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Two lower-case digits a byte.
void appendHex(std::string& to, ByteView bytes);
std::string toHex(ByteView bytes);

/// Bytes written in hex: "ca fe", "CAFE", "0xca,0xfe", "ca:fe"; white space, commas, colons and
/// 0x prefixes are passed over between bytes. An error names the position of what is no hex
/// digit, or of where half a byte is left.
Result<Bytes> parseHex(std::string_view text);

} // namespace framescope
