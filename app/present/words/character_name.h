// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::present {

/// How a character that can't be seen is called: "NUL", "ESC", "NEL", "ZWSP", "RLO", "BOM" by
/// the abbreviations of Unicode's NameAliases, else its number, "U+180E".
QString characterName(char32_t character);

/// How many characters that has.
int characterNameLength(char32_t character);

/// "U+202E", whatever it is called.
QString characterNumber(char32_t character);

} // namespace framescope::present
