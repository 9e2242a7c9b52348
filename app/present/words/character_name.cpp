// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/character_name.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::present {

namespace {

constexpr std::array<std::string_view, 32> C0{
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",  "HT",  "LF",
    "VT",  "FF",  "CR",  "SO",  "SI",  "DLE", "DC1", "DC2", "DC3", "DC4", "NAK",
    "SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US"};

/// The names of the characters from DEL on.
constexpr std::array<std::string_view, 33> C1{
    "DEL", "PAD", "HOP", "BPH", "NBH", "IND", "NEL", "SSA", "ESA", "HTS", "HTJ",
    "VTS", "PLD", "PLU", "RI",  "SS2", "SS3", "DCS", "PU1", "PU2", "STS", "CCH",
    "MW",  "SPA", "EPA", "SOS", "SGC", "SCI", "CSI", "ST",  "OSC", "PM",  "APC"};

struct Named
{
    char32_t character;
    std::string_view name;
};

constexpr std::array Others{
    Named{0xAD, "SHY"},    Named{0x34F, "CGJ"},  Named{0x61C, "ALM"},  Named{0x200B, "ZWSP"},
    Named{0x200C, "ZWNJ"}, Named{0x200D, "ZWJ"}, Named{0x200E, "LRM"}, Named{0x200F, "RLM"},
    Named{0x2028, "LS"},   Named{0x2029, "PS"},  Named{0x202A, "LRE"}, Named{0x202B, "RLE"},
    Named{0x202C, "PDF"},  Named{0x202D, "LRO"}, Named{0x202E, "RLO"}, Named{0x2060, "WJ"},
    Named{0x2066, "LRI"},  Named{0x2067, "RLI"}, Named{0x2068, "FSI"}, Named{0x2069, "PDI"},
    Named{0xFEFF, "BOM"},
};

/// Returns an empty name if there is none.
std::string_view abbreviation(char32_t character)
{
    if (character < C0.size()) {
        return C0[character];
    }
    if (character >= 0x7F && character - 0x7F < C1.size()) {
        return C1[character - 0x7F];
    }
    const auto* found = std::ranges::find(Others, character, &Named::character);
    return found == Others.end() ? std::string_view() : found->name;
}

} // namespace

QString characterName(char32_t character)
{
    const std::string_view name = abbreviation(character);
    return name.empty() ? characterNumber(character) : latinText(name);
}

int characterNameLength(char32_t character)
{
    const std::string_view name = abbreviation(character);
    const int digits = character < 0x10000 ? 4 : character < 0x100000 ? 5 : 6;
    return name.empty() ? digits + 2 : static_cast<int>(name.size());
}

QString characterNumber(char32_t character)
{
    constexpr int digits = 4;
    return QStringLiteral("U+%1").arg(
        QStringLiteral("%1")
            .arg(static_cast<uint>(character), digits, 16, QLatin1Char('0'))
            .toUpper());
}

} // namespace framescope::present
