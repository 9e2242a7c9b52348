// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/time_span.h"

#include <QString>

#include <optional>

namespace framescope::present {

/// Returns the span of the filter's term `time:A..B`; nullopt if it has none. A time that is
/// negated, open at one end, or an alternative (the filter has an `or`) does not count.
std::optional<TimeSpan> timeRangeIn(const QString& filter);

/// Returns the filter without that term; unchanged if it has none.
QString withoutTimeRange(const QString& filter);

} // namespace framescope::present
