// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/reconnecting.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace framescope::session {

/// Says when to connect again: after a time that doubles with each attempt that fails.
class BackOff
{
public:
    explicit BackOff(const connection::Reconnecting& reconnecting) : wanted_(reconnecting) {}

    /// The time before the next attempt; nullopt if none follows. `opened`: the connection that has
    /// ended was open, so that counting begins anew.
    std::optional<std::chrono::milliseconds> next(bool opened)
    {
        attempt_ = opened ? 1 : attempt_ + 1;
        if (!wanted_.wanted || (wanted_.attempts > 0 && attempt_ > wanted_.attempts)) {
            return std::nullopt;
        }
        std::chrono::milliseconds time = wanted_.first;
        for (std::uint32_t i = 1; i < attempt_ && time.count() > 0 && time < wanted_.longest; ++i) {
            time *= 2;
        }
        return time < wanted_.longest ? time : wanted_.longest;
    }

    /// The number of the next attempt in a row, from 1.
    std::uint32_t attempt() const { return attempt_; }

private:
    connection::Reconnecting wanted_;
    std::uint32_t attempt_ = 0;
};

} // namespace framescope::session
