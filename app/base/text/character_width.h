// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope {

/// Columns that a character takes where all have one width: East Asian wide ones and emoji two,
/// combining and format characters none.
unsigned columnsOf(char32_t character);

} // namespace framescope
