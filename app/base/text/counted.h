// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope {

/// A count with its unit: "1 byte", "2 bytes".
inline std::string counted(std::uint64_t count, std::string_view unit)
{
    return std::to_string(count) + ' ' + std::string(unit) + (count == 1 ? "" : "s");
}

/// A size in the largest unit that divides it: "64 MiB", "8 KiB", "100 bytes".
inline std::string limitText(std::uint64_t bytes)
{
    constexpr std::uint64_t Kibibyte = 1024;
    return bytes % (Kibibyte * Kibibyte) == 0
               ? std::to_string(bytes / (Kibibyte * Kibibyte)) + " MiB"
           : bytes % Kibibyte == 0 ? std::to_string(bytes / Kibibyte) + " KiB"
                                   : counted(bytes, "byte");
}

} // namespace framescope
