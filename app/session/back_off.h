// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "connection/reconnecting.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace framescope::session {

/// Says when to connect again: after a time that doubles with each attempt that fails. So does one
/// whose connection does not stay open for as long as was waited for it: a server that drops each
/// connection is not asked all the time.
class BackOff
{
public:
    explicit BackOff(const connection::Reconnecting& reconnecting) : wanted_(reconnecting) {}

    /// The time before the next attempt; nullopt if none follows. `open`: for how long the
    /// connection that has ended was open; nullopt if it did not open.
    std::optional<std::chrono::milliseconds> next(std::optional<Duration> open)
    {
        attempt_ = open && *open >= time() ? 1 : attempt_ + 1;
        if (!wanted_.wanted || (wanted_.attempts > 0 && attempt_ > wanted_.attempts)) {
            return std::nullopt;
        }
        return time();
    }

    /// The number of the next attempt in a row, from 1.
    std::uint32_t attempt() const { return attempt_; }

private:
    /// The time before the attempt of that number.
    std::chrono::milliseconds time() const
    {
        std::chrono::milliseconds time = wanted_.first;
        for (std::uint32_t i = 1; i < attempt_ && time.count() > 0 && time < wanted_.longest; ++i) {
            time *= 2;
        }
        return time < wanted_.longest ? time : wanted_.longest;
    }

    connection::Reconnecting wanted_;
    std::uint32_t attempt_ = 0;
};

} // namespace framescope::session
