// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace framescope {

using Duration = std::chrono::nanoseconds;

/// UTC, nanoseconds since the epoch.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, Duration>;

/// UTC that never runs backwards within a process: the wall clock at the first call plus the
/// steady clock since. Thread-safe.
Timestamp now();

/// RFC 3339 with nanoseconds, "2026-01-31T12:00:00.000000001Z".
std::string toRfc3339(Timestamp time);

/// Seconds with nine decimals, "12.000000001"; negative durations keep their sign.
std::string toSeconds(Duration duration);

/// Milliseconds with six decimals, "12.000001".
std::string toMilliseconds(Duration duration);

} // namespace framescope
