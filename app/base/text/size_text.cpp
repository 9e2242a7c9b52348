// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/size_text.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace framescope {

std::string countText(std::uint64_t count)
{
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string sizeText(std::uint64_t bytes)
{
    if (bytes < 10'000) {
        return countText(bytes) + " B";
    }
    static constexpr std::array<const char*, 5> Units{"KB", "MB", "GB", "TB", "PB"};
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    for (; value >= 999.5 && unit + 1 < Units.size(); ++unit) {
        value /= 1000;
    }
    const bool decimal = value < 99.95 && value != std::floor(value);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f %s", decimal ? 1 : 0, value, Units[unit]);
    return text.data();
}

} // namespace framescope
