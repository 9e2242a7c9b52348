// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace framescope::scenario::probe {

/// Spaces connections in time.
class RateGate
{
public:
    using Clock = std::chrono::steady_clock;

    /// `rate`: connections a second, more than 0.
    explicit RateGate(double rate)
        : interval_(
              std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / rate)))
    {
    }

    /// Takes the next place; returns how long to wait for it.
    std::chrono::milliseconds take(Clock::time_point now)
    {
        const auto place = std::max(now, next_);
        next_ = place + interval_;
        return std::chrono::ceil<std::chrono::milliseconds>(place - now);
    }

private:
    Clock::duration interval_;
    Clock::time_point next_{};
};

} // namespace framescope::scenario::probe
