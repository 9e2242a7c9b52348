// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framescope {

struct Utf8Character
{
    char32_t value = 0;
    std::size_t size = 0; ///< in bytes
};

/// The first character of the text; nullopt if the text is empty or does not begin with valid UTF-8
/// (RFC 3629 4: no surrogates, no overlong forms).
std::optional<Utf8Character> firstCharacter(std::string_view text);

/// Whether a byte is a UTF-8 continuation byte (RFC 3629 3).
constexpr bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The first `most` bytes of a text, or fewer so that no character is cut in two.
std::string_view cutText(std::string_view text, std::size_t most);

/// The number of bytes at the end that are the beginning of an unfinished character.
std::size_t unfinishedTail(std::string_view text);

/// Precondition: `character` is a Unicode code point and no surrogate.
void appendUtf8(std::string& to, char32_t character);

} // namespace framescope
