// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

#include <cstdint>

// Numbers as people read them, the same in every view.
namespace framescope::present {

/// "1,204,331".
QString formatCount(std::uint64_t count);

/// "1 byte", "1,204 bytes".
QString formatCounted(std::uint64_t count, const char* unit);

/// "0 B", "9,999 B", "84.2 KB", "1.5 MB"; units are powers of 1000, as usual in networks.
QString formatBytes(std::uint64_t bytes);

/// "12 µs", "0.4 ms", "31 ms", "1.25 s", "2:05 min", "1:02:03 h".
QString formatDuration(Duration duration);

/// A running clock, "00:12:31": time since something began. Hours may have more digits.
QString formatClock(Duration duration);

/// Seconds with six decimals, "12.000125".
QString formatSeconds(Duration duration);

/// Local time of day with microseconds, "13:05:09.000125".
QString formatTimeOfDay(Timestamp time);

/// "0 /s", "31 /s", "31 k/s", "1.2 M/s".
QString formatRate(double perSecond);

} // namespace framescope::present
