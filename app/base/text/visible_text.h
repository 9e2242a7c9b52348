// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

// Text from outside may contain characters that control a terminal, reverse the direction of text,
// or are invisible. All code that handles such characters is here.
namespace framescope {

/// Whether a character must be shown by its name or escape: controls (C0, DEL, C1), bidirectional
/// controls, line and paragraph separators, characters without width (such as the byte order mark),
/// and noncharacters. Returns false for combining characters and variation selectors (U+FE00 to
/// U+FE0F), which have a visible effect.
bool isInvisible(char32_t character);

/// The escape of a character: "\n", "\x1b", "\u202e", "\U000e0041".
std::string escapeOf(char32_t character);

/// The text as one line that is safe to write to a terminal: each invisible character becomes its
/// escape, and each byte that is not UTF-8 becomes one like "\xff".
std::string visibleText(std::string_view text);

/// The same for text of several lines: line breaks and tabs are kept.
std::string visibleLines(std::string_view text);

} // namespace framescope
