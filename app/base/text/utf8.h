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
    std::size_t size = 0; ///< bytes
};

/// The first character of the text; nothing if the text is empty or its first bytes are not UTF-8
/// (RFC 3629 4: no surrogates, no overlong forms).
std::optional<Utf8Character> firstCharacter(std::string_view text);

/// Whether a byte goes on with a character instead of beginning one.
constexpr bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The first bytes of a text, `most` at most, without a character that is cut in two there.
std::string_view cutText(std::string_view text, std::size_t most);

/// How many bytes at the end are a character only with those that follow.
std::size_t unfinishedTail(std::string_view text);

/// Precondition: `character` is one of Unicode's, and no surrogate.
void appendUtf8(std::string& to, char32_t character);

} // namespace framescope
