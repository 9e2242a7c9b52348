// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/duration_text.h"

#include <chrono>
#include <cstdint>

namespace framescope {

namespace {

constexpr std::int64_t OneMicrosecond = 1'000; // nanoseconds
constexpr std::int64_t OneMillisecond = 1'000 * OneMicrosecond;
constexpr std::int64_t OneSecond = 1'000 * OneMillisecond;

std::string padded(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::int64_t rounded(std::int64_t value, std::int64_t unit)
{
    return (value + unit / 2) / unit;
}

} // namespace

std::string durationText(Duration duration)
{
    const std::int64_t ns = duration.count();
    if (ns < 0) {
        return "-" + durationText(ns == INT64_MIN ? Duration::max() : -duration);
    }
    if (const std::int64_t us = rounded(ns, OneMicrosecond); us < 100) {
        return std::to_string(us) + " µs";
    }
    if (const std::int64_t tenths = rounded(ns, OneMillisecond / 10); tenths < 100) {
        return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " ms";
    }
    if (const std::int64_t ms = rounded(ns, OneMillisecond); ms < 1000) {
        return std::to_string(ms) + " ms";
    }
    const std::int64_t total = ns / OneSecond;
    if (const std::int64_t hundredths = rounded(ns, OneSecond / 100); hundredths < 6000) {
        return std::to_string(hundredths / 100) + '.' + padded(hundredths % 100) + " s";
    }
    if (total < 3600) {
        return std::to_string(total / 60) + ':' + padded(total % 60) + " min";
    }
    return std::to_string(total / 3600) + ':' + padded(total / 60 % 60) + ':' + padded(total % 60) +
           " h";
}

} // namespace framescope
