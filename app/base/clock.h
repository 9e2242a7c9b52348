// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace framescope {

using Duration = std::chrono::nanoseconds;

/// Nanoseconds since the Unix epoch, UTC.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, Duration>;

/// The current UTC time, which never runs backwards within a process: the wall clock at the first
/// call plus the time on the steady clock since then. Thread-safe.
Timestamp now();

/// The time in RFC 3339 format with nanoseconds: "2026-01-31T12:00:00.000000001Z".
std::string toRfc3339(Timestamp time);

/// The duration in seconds with nine decimals, "12.000000001"; with its sign if it is negative.
std::string toSeconds(Duration duration);

/// The duration in milliseconds with six decimals, "12.000001".
std::string toMilliseconds(Duration duration);

} // namespace framescope
