// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace framescope::transcript {

/// Columns that UTF-8 text takes on a terminal: East Asian wide characters and emoji two,
/// combining characters none.
std::size_t columnWidth(std::string_view text);

/// The longest start of the text that takes at most `columns`.
std::string_view fitting(std::string_view text, std::size_t columns);

} // namespace framescope::transcript
