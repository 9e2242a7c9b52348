// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/column_width.h"

#include "base/text/character_width.h"
#include "base/text/utf8.h"

namespace framescope::transcript {

namespace {

/// Removes and returns the first character; an invalid byte counts as the character of its value.
char32_t takeCharacter(std::string_view& text)
{
    const auto character =
        firstCharacter(text).value_or(Utf8Character{static_cast<unsigned char>(text[0]), 1});
    text.remove_prefix(character.size);
    return character.value;
}

} // namespace

std::size_t columnWidth(std::string_view text)
{
    std::size_t width = 0;
    while (!text.empty()) {
        width += columnsOf(takeCharacter(text));
    }
    return width;
}

std::string_view fitting(std::string_view text, std::size_t columns)
{
    std::string_view rest = text;
    std::size_t width = 0;
    while (!rest.empty()) {
        std::string_view next = rest;
        width += columnsOf(takeCharacter(next));
        if (width > columns) {
            break;
        }
        rest = next;
    }
    return text.substr(0, text.size() - rest.size());
}

} // namespace framescope::transcript
