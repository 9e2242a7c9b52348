// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace framescope::transcript {

/// The number of terminal columns of UTF-8 text: two for East Asian wide characters and emoji, none
/// for combining characters.
std::size_t columnWidth(std::string_view text);

/// The longest start of the text that takes at most `columns`.
std::string_view fitting(std::string_view text, std::size_t columns);

} // namespace framescope::transcript
