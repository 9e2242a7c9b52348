// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <cstdint>
#include <cstdio>

namespace framescope {

namespace {

std::string inUnits(Duration duration, std::uint64_t unit, std::size_t decimals)
{
    const bool negative = duration.count() < 0;
    const auto count = static_cast<std::uint64_t>(duration.count());
    const std::uint64_t magnitude = negative ? 0 - count : count;
    const std::string rest = std::to_string(magnitude % unit);
    return (negative ? "-" : "") + std::to_string(magnitude / unit) + '.' +
           std::string(decimals - rest.size(), '0') + rest;
}

} // namespace

Timestamp now()
{
    using std::chrono::steady_clock;
    using std::chrono::system_clock;
    static const auto steadyStart = steady_clock::now();
    static const auto wallStart = std::chrono::time_point_cast<Duration>(system_clock::now());
    return wallStart + std::chrono::duration_cast<Duration>(steady_clock::now() - steadyStart);
}

std::string toRfc3339(Timestamp time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%09lldZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()),
                  static_cast<long long>(clock.subseconds().count()));
    return text;
}

std::string toSeconds(Duration duration)
{
    return inUnits(duration, 1'000'000'000, 9);
}

std::string toMilliseconds(Duration duration)
{
    return inUnits(duration, 1'000'000, 6);
}

} // namespace framescope
