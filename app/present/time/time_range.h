// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/time_span.h"

#include <QString>

#include <optional>

namespace framescope::present {

/// The span of the `time:A..B` that a filter has; nothing where it has none. A time that is
/// negated, open at one end, or an alternative (the filter has an `or`) is no span.
std::optional<TimeSpan> timeRangeIn(const QString& filter);

/// The filter without that term; as it is where it has none.
QString withoutTimeRange(const QString& filter);

} // namespace framescope::present
