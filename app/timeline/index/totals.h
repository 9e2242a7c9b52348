// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <array>
#include <cstdint>
#include <optional>

namespace framescope::timeline {

/// Totals of a recording so far: a snapshot of running counters, not exact among themselves.
struct Totals
{
    struct PerDirection
    {
        std::uint64_t frames = 0;
        std::uint64_t messages = 0;
        std::uint64_t wireBytes = 0;    ///< all bytes of the stream, including heads and headers
        std::uint64_t payloadBytes = 0; ///< of frames, on the wire
        std::uint64_t length = 0;       ///< of messages, inflated
    };
    std::array<PerDirection, 2> direction;       ///< by indexOf(Direction)
    std::array<std::uint64_t, 7> framesOfType{}; ///< Continuation … Reserved
    std::uint64_t violations = 0;
    std::optional<Duration> lastRoundTrip;
    std::optional<Duration> smallestRoundTrip;
    std::optional<Duration> largestRoundTrip;
    std::uint64_t roundTrips = 0;
};

} // namespace framescope::timeline
