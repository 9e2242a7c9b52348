// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/column_width.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace framescope::transcript {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

constexpr std::array NoWidth{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x093C, 0x093C}, Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A},
    Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x2028, 0x202E},
    Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
};

constexpr std::array TwoColumns{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},
    Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE4F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF},
    Range{0x20000, 0x3FFFD},
};

bool isIn(const auto& ranges, char32_t character)
{
    const auto* found =
        std::ranges::lower_bound(ranges, character, std::ranges::less(), &Range::last);
    return found != ranges.end() && found->first <= character;
}

std::size_t widthOf(char32_t character)
{
    if (isIn(NoWidth, character)) {
        return 0;
    }
    return isIn(TwoColumns, character) ? 2 : 1;
}

/// Takes the first character off; a byte that is none stands for itself.
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
        width += widthOf(takeCharacter(text));
    }
    return width;
}

std::string_view fitting(std::string_view text, std::size_t columns)
{
    std::string_view rest = text;
    std::size_t width = 0;
    while (!rest.empty()) {
        std::string_view next = rest;
        width += widthOf(takeCharacter(next));
        if (width > columns) {
            break;
        }
        rest = next;
    }
    return text.substr(0, text.size() - rest.size());
}

} // namespace framescope::transcript
