// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope {

/// Reads bytes written in hex: "ca fe", "CAFE", "0xca,0xfe", "ca:fe". White space, commas, colons
/// and 0x prefixes between bytes are skipped. An error gives the position of the first character
/// that is no hex digit, or says where half a byte is left.
Result<Bytes> parseHex(std::string_view text);

/// The value of a hexadecimal digit: 10 for "a" and "A"; nullopt if the character is none.
constexpr std::optional<unsigned> hexDigitValue(char c)
{
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t value = std::string_view("0123456789abcdef").find(lower);
    return value < 16 ? std::optional(static_cast<unsigned>(value)) : std::nullopt;
}

/// Appends lower-case hex digits: "ca", "cafe".
void appendHex(std::string& to, std::uint8_t byte);
void appendHex(std::string& to, ByteView bytes);
std::string toHex(ByteView bytes);
/// Hex with a space between bytes: "ca fe".
std::string spacedHex(ByteView bytes);

} // namespace framescope
