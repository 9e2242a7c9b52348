// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/time_span.h"

#include <QString>

#include <vector>

namespace framescope::present {

/// A labelled moment of a time axis.
struct TimeTick
{
    Duration at{};
    QString label; ///< "250 ms", "12.5 s", "4 min", "2:30 h"
};

/// Returns at most `most` ticks at round times within a span, all in one unit.
std::vector<TimeTick> timeTicks(const TimeSpan& span, int most);

/// The labels of a time axis of plain numbers: one every `step`, in `unit`s.
struct TimeScale
{
    Duration step{1};
    Duration unit{1};
    QString unitName; ///< "ms", "s", "min", "h"
    int decimals = 0;
};
TimeScale timeScaleFor(const TimeSpan& span, int most);

/// Formats a moment in seconds, to about the precision of `step`: "12.345 s".
QString formatMoment(Duration time, Duration step);

/// Rounds to a multiple of the greatest power of ten, in nanoseconds, that is at most `step`.
Duration rounded(Duration time, Duration step);

} // namespace framescope::present
