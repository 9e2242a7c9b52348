// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/visible_text.h"

#include "base/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace framescope {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

/// Control characters and Unicode's Default_Ignorable_Code_Point (UAX 44).
constexpr auto Invisible = std::to_array<Range>({
    {0x00, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
});

constexpr bool isPlain(char c)
{
    return c >= ' ' && c < '\x7f';
}

std::string escaped(const char* format, unsigned value)
{
    std::array<char, 16> text;
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

enum class LineBreaks { Escaped, Kept };

/// Whether the text begins with a tab or a line break. A carriage return alone is not a line break:
/// a terminal would overwrite the line.
bool isLayout(std::string_view text)
{
    return text[0] == '\n' || text[0] == '\t' || text.starts_with("\r\n");
}

std::string visible(std::string_view text, LineBreaks breaks)
{
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const auto* odd = std::ranges::find_if_not(text, isPlain);
        const auto plain = static_cast<std::size_t>(odd - text.begin());
        shown += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) {
            break;
        }
        const auto character = firstCharacter(text);
        const std::size_t size = character ? character->size : 1;
        if (!character) {
            shown += escaped("\\x%02x", static_cast<unsigned char>(text[0]));
        } else if (isInvisible(character->value) &&
                   !(breaks == LineBreaks::Kept && isLayout(text))) {
            shown += escapeOf(character->value);
        } else {
            shown += text.substr(0, size);
        }
        text.remove_prefix(size);
    }
    return shown;
}

} // namespace

bool isInvisible(char32_t character)
{
    constexpr char32_t NoCharacter = 0xFFFE; // matches the last two of each plane
    const auto* found =
        std::ranges::lower_bound(Invisible, character, std::ranges::less(), &Range::last);
    return (found != Invisible.end() && found->first <= character) ||
           (character & NoCharacter) == NoCharacter;
}

std::string escapeOf(char32_t character)
{
    switch (character) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return escaped(character < 0x80      ? "\\x%02x"
                       : character < 0x10000 ? "\\u%04x"
                                             : "\\U%08x",
                       character);
    }
}

std::string visibleText(std::string_view text)
{
    return visible(text, LineBreaks::Escaped);
}

std::string visibleLines(std::string_view text)
{
    return visible(text, LineBreaks::Kept);
}

} // namespace framescope
