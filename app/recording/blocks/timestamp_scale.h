// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>

namespace framescope::recording {

/// Converts an interface's timestamps: units per second, and an offset in seconds. Times before
/// `Earliest` or after `Latest` become these.
class TimestampScale
{
public:
    /// Bounds in nanoseconds since 1970, in 1896 and 2116: the time between any two fits into 64
    /// bits, with room for bins around it.
    static constexpr std::int64_t Earliest = -(std::int64_t{1} << 61);
    static constexpr std::int64_t Latest = std::int64_t{1} << 62;

    /// `resolution`: as in if_tsresol, a negative power of 10, or of 2 if the top bit is set.
    explicit TimestampScale(std::uint8_t resolution = 6, std::int64_t offsetSeconds = 0);

    Timestamp time(std::uint64_t units) const
    {
        if (plain_ && units <= std::uint64_t{Latest})
            return Timestamp(Duration(static_cast<std::int64_t>(units)));
        return scaled(units);
    }

private:
    Timestamp scaled(std::uint64_t units) const;

    std::uint8_t resolution_;
    std::int64_t offsetSeconds_;
    bool plain_; ///< units are nanoseconds since the epoch
};

} // namespace framescope::recording
