// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

// Text from outside may contain characters that control a terminal, reverse the direction of text,
// or are invisible. This is the one place that knows them.
namespace framescope {

/// Whether a character must be shown by its name or escape: controls (C0, DEL, C1), marks that
/// change the direction of text, line and paragraph separators, characters without width (such as
/// the byte order mark), and noncharacters. Combining characters and variation selectors (U+FE00 to
/// U+FE0F) have a visible effect and don't count.
bool isInvisible(char32_t character);

/// "\n", "\x1b", "\u202e", "\U000e0041"
std::string escapeOf(char32_t character);

/// One line that is safe to write to a terminal: each invisible character becomes its escape, and
/// each byte that is not UTF-8 becomes "\xff".
std::string visibleText(std::string_view text);

/// The same for several lines: line breaks and tabs stay.
std::string visibleLines(std::string_view text);

} // namespace framescope
