// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>

namespace framescope::recording {

/// What a timestamp of an interface means: units per second, and seconds to add. Times outside
/// of what nanoseconds in 64 bits can say (the year 2262) become the nearest that can be said.
class TimestampScale
{
public:
    /// `resolution` as in if_tsresol: a negative power of 10, or of 2 where the top bit is set.
    explicit TimestampScale(std::uint8_t resolution = 6, std::int64_t offsetSeconds = 0);

    Timestamp time(std::uint64_t units) const
    {
        if (plain_ && units >> 63 == 0)
            return Timestamp(Duration(static_cast<std::int64_t>(units)));
        return scaled(units);
    }

private:
    Timestamp scaled(std::uint64_t units) const;

    std::uint8_t resolution_;
    std::int64_t offsetSeconds_;
    bool plain_; ///< nanoseconds since the epoch
};

} // namespace framescope::recording
