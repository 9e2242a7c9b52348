// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

// What comes from outside may hold characters that steer a terminal, turn around what stands
// beside them, or can't be seen. One table knows them.
namespace framescope {

/// Whether a character has to be named where text is shown: controls (C0, DEL, C1), marks that
/// change the direction of writing, line and paragraph separators, what has no width (the byte
/// order mark too), and what is no character. Combining characters and the selectors of emoji
/// (U+FE00 to U+FE0F) are seen by what they do.
bool isInvisible(char32_t character);

/// "\n", "\x1b", "\u202e", "\U000e0041"
std::string escapeOf(char32_t character);

/// On one line, each invisible character as its escape, each byte that is no UTF-8 as "\xff":
/// what may be written to a terminal, whoever sent it.
std::string visibleText(std::string_view text);

/// The same of several lines: line breaks and tabs stay.
std::string visibleLines(std::string_view text);

} // namespace framescope
