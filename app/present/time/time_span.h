// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <algorithm>

namespace framescope::present {

/// A part of a session. Times count from its first event; both ends are included, as in the
/// filter's `time:A..B`.
struct TimeSpan
{
    Duration from{};
    Duration to{};

    bool contains(Duration time) const { return time >= from && time <= to; }
    bool touches(const TimeSpan& other) const { return from <= other.to && other.from <= to; }
    Duration length() const { return to - from; }
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// Returns the intersection; empty (`to` before `from`) if they do not touch.
inline TimeSpan common(const TimeSpan& a, const TimeSpan& b)
{
    return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

} // namespace framescope::present
