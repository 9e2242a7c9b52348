// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace framescope {

/// "1,204,331"
std::string countText(std::uint64_t count);

/// "0 B", "9,999 B", "84.2 KB", "1.5 MB"; thousands, as networks count.
std::string sizeText(std::uint64_t bytes);

} // namespace framescope
