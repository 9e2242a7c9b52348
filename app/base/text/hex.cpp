// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"

#include "base/text/utf8.h"

namespace framescope {

namespace {

bool isSeparator(char c)
{
    return std::string_view(" \t\r\n,:").find(c) != std::string_view::npos;
}

bool isPrefix(std::string_view rest)
{
    return rest.size() >= 2 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'X');
}

/// `before` is a position from 0; the message counts from 1.
tl::unexpected<Error> halfAByte(std::size_t before)
{
    return failure("half a byte is left before position " + std::to_string(before + 1), {},
                   "each byte has two digits");
}

tl::unexpected<Error> noDigit(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1; // the end of the UTF-8 character
    while (end < text.size() && isContinuation(text[end])) {
        ++end;
    }
    return failure("'" + std::string(text.substr(at, end - at)) + "' is not a hexadecimal digit",
                   "position " + std::to_string(at + 1), "write bytes like: ca fe 01");
}

} // namespace

Result<Bytes> parseHex(std::string_view text)
{
    constexpr unsigned none = 0x10;
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    unsigned high = none;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isSeparator(text[at]) && high == none) {
            continue;
        }
        if (high == none && isPrefix(text.substr(at))) {
            ++at;
            continue;
        }
        const auto digit = hexDigitValue(text[at]);
        if (!digit) {
            return isSeparator(text[at]) ? halfAByte(at) : noDigit(text, at);
        }
        if (high == none) {
            high = *digit;
        } else {
            bytes.push_back(static_cast<std::uint8_t>(high << 4 | *digit));
            high = none;
        }
    }
    if (high != none) {
        return halfAByte(text.size());
    }
    return bytes;
}

void appendHex(std::string& to, std::uint8_t byte)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    to += Digits[byte >> 4];
    to += Digits[byte & 0xFU];
}

void appendHex(std::string& to, ByteView bytes)
{
    for (const std::uint8_t byte : bytes) {
        appendHex(to, byte);
    }
}

std::string toHex(ByteView bytes)
{
    std::string text;
    appendHex(text, bytes);
    return text;
}

std::string spacedHex(ByteView bytes)
{
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += text.empty() ? "" : " ";
        appendHex(text, byte);
    }
    return text;
}

} // namespace framescope
