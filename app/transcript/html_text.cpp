// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/html_text.h"

#include "transcript/json_text.h"
#include "wire/utf8_validator.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace framescope::transcript {

namespace {

struct Range
{
    std::uint32_t first;
    std::uint32_t last;
};

/// Characters that are named in the place of being shown.
constexpr auto Named = std::to_array<Range>({
    {0x00, 0x08},
    {0x0B, 0x1F},
    {0x7F, 0x9F},
    {0xAD, 0xAD},
    {0x61C, 0x61C},
    {0x180E, 0x180E},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFDD0, 0xFDEF},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xE0000, 0xE007F},
});

bool isNamed(std::uint32_t character)
{
    constexpr std::uint32_t NoCharacter = 0xFFFE; // the last two of each plane
    return (character & NoCharacter) == NoCharacter ||
           std::ranges::any_of(Named, [character](const Range& range) {
               return character >= range.first && character <= range.last;
           });
}

std::string_view escapeOf(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

std::size_t lengthOf(std::uint8_t first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

std::uint32_t characterOf(std::string_view bytes)
{
    const auto first = static_cast<std::uint8_t>(bytes[0]);
    std::uint32_t character = bytes.size() == 1 ? first : first & (0x7FU >> bytes.size());
    for (const char c : bytes.substr(1)) {
        character = character << 6 | (static_cast<std::uint8_t>(c) & 0x3FU);
    }
    return character;
}

void appendName(std::string& to, std::uint32_t character)
{
    std::array<char, 16> name;
    std::snprintf(name.data(), name.size(), "U+%04X", character);
    to.append("<b class=\"c\">").append(name.data()).append("</b>");
}

} // namespace

void appendHtml(std::string& to, std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view bytes = text.substr(i, lengthOf(static_cast<std::uint8_t>(text[i])));
        i += bytes.size();
        if (const std::string_view escape = escapeOf(bytes[0]); !escape.empty()) {
            to += escape;
        } else if (const std::uint32_t character = characterOf(bytes); isNamed(character)) {
            appendName(to, character);
        } else {
            to += bytes;
        }
    }
}

void appendHtmlReplacing(std::string& to, std::string_view text)
{
    appendHtml(to, wire::isUtf8(asBytes(text)) ? std::string(text) : withoutInvalidUtf8(text));
}

} // namespace framescope::transcript
