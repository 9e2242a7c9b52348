// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/seconds.h"

#include <charconv>
#include <cmath>

namespace framescope::cli {

std::optional<std::chrono::milliseconds> secondsFrom(std::string_view text)
{
    constexpr double Shortest = 0.001;
    constexpr double Longest = 2'000'000;
    double seconds = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, seconds);
    if (error != std::errc{} || stop != end || !(seconds >= Shortest && seconds <= Longest)) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

std::string isDuration(const std::string& value)
{
    return secondsFrom(value)
               ? std::string()
               : "\"" + value + "\" is not a number of seconds from 0.001 to 2000000";
}

} // namespace framescope::cli
