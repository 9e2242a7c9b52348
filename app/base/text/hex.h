// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope {

/// Bytes written in hex: "ca fe", "CAFE", "0xca,0xfe", "ca:fe"; white space, commas, colons and
/// 0x prefixes are passed over between bytes. An error names the position of what is no hex
/// digit, or of where half a byte is left.
Result<Bytes> parseHex(std::string_view text);

/// Of "7", "a", "A"; nothing where the character is no hexadecimal digit.
constexpr std::optional<unsigned> hexDigitValue(char c)
{
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t value = std::string_view("0123456789abcdef").find(lower);
    return value < 16 ? std::optional(static_cast<unsigned>(value)) : std::nullopt;
}

/// "ca", "cafe"
void appendHex(std::string& to, std::uint8_t byte);
void appendHex(std::string& to, ByteView bytes);
std::string toHex(ByteView bytes);
/// "ca fe"
std::string spacedHex(ByteView bytes);

} // namespace framescope
