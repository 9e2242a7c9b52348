// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::present {

/// Returns the name of an invisible character: the abbreviation in Unicode's NameAliases, "NUL",
/// "ESC", "ZWSP", "RLO" or "BOM", else its number, "U+180E".
QString characterName(char32_t character);

/// Returns the length of that name in characters.
int characterNameLength(char32_t character);

/// Returns "U+202E", also for a character that has a name.
QString characterNumber(char32_t character);

} // namespace framescope::present
