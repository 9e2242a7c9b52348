// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace framescope {

/// A number with thousands separators: "1,204,331".
std::string countText(std::uint64_t count);

/// A size in decimal units (1 KB = 1000 B): "0 B", "9,999 B", "84.2 KB", "1.5 MB".
std::string sizeText(std::uint64_t bytes);

} // namespace framescope
