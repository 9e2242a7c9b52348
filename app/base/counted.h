// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope {

/// "1 byte", "2 bytes".
inline std::string counted(std::uint64_t count, std::string_view unit)
{
    return std::to_string(count) + ' ' + std::string(unit) + (count == 1 ? "" : "s");
}

} // namespace framescope
