// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace framescope::message {

/// Says when messages of a series are due. Has no clock: times are durations since the start. The
/// first message is due at 0, each other one an interval later, however late those before it were:
/// so the rate holds on average, and what could not be sent for a while is due at once.
class RepeatPace
{
public:
    /// `interval` of 0: all are due at once. `count`: nullopt for no end.
    RepeatPace(Duration interval, std::optional<std::uint64_t> count)
        : interval_(std::max(interval, Duration::zero())), count_(count.value_or(UINT64_MAX))
    {
    }

    /// The number of messages that are due at a time and were not sent.
    std::uint64_t due(Duration now) const
    {
        if (now < Duration::zero()) {
            return 0;
        }
        const std::uint64_t until = interval_ == Duration::zero()
                                        ? count_
                                        : static_cast<std::uint64_t>(now / interval_) + 1;
        return std::min(until, count_) - std::min(sent_, count_);
    }

    /// A message was sent at that time.
    void sent(Duration now)
    {
        const Duration late = std::max(now - dueTime(), Duration::zero());
        largest_ = std::max(largest_, late);
        total_ += static_cast<double>(late.count());
        last_ = now;
        ++sent_;
    }

    std::uint64_t sentCount() const { return sent_; }
    bool isOver() const { return sent_ >= count_; }

    /// The time until the next message is due; 0 if one is, nullopt if none will be.
    std::optional<Duration> untilNext(Duration now) const
    {
        if (isOver()) {
            return std::nullopt;
        }
        return std::max(dueTime() - now, Duration::zero());
    }

    /// How well the rate was kept. Without an interval there is no lateness.
    struct Drift
    {
        Duration largest{}; ///< the largest time that a message was late
        Duration mean{};
        double rate = 0; ///< messages a second from the first to the last; 0 before the second
    };
    Drift drift() const
    {
        Drift drift;
        drift.largest = largest_;
        if (sent_ > 0) {
            drift.mean = Duration(static_cast<Duration::rep>(total_ / static_cast<double>(sent_)));
        }
        if (sent_ > 1 && last_ > Duration::zero()) {
            drift.rate = static_cast<double>(sent_ - 1) * 1e9 / static_cast<double>(last_.count());
        }
        return drift;
    }

private:
    Duration dueTime() const
    {
        return interval_ == Duration::zero() ? last_
                                             : interval_ * static_cast<Duration::rep>(sent_);
    }

    Duration interval_;
    std::uint64_t count_;
    std::uint64_t sent_ = 0;
    Duration largest_{};
    Duration last_{};
    double total_ = 0; ///< of all lateness, in ns
};

} // namespace framescope::message
