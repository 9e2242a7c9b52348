// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope {

/// The number of columns a character takes in a fixed-width font: two for East Asian wide
/// characters and emoji, none for combining and format characters.
unsigned columnsOf(char32_t character);

} // namespace framescope
