// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace framescope::cli {

/// Rows of text; the first is the heading.
using Table = std::vector<std::vector<std::string>>;

/// The table in aligned columns with two spaces between them, a line for each row.
std::string alignedText(const Table& table);

} // namespace framescope::cli
