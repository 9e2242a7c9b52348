// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/index/counters.h"

#include <algorithm>

namespace framescope::timeline {

void Counters::addRoundTrip(Duration time)
{
    const std::uint64_t count = roundTrips.load(std::memory_order_relaxed);
    const auto nanoseconds = static_cast<std::uint64_t>(std::max<Duration::rep>(time.count(), 0));
    lastRoundTrip.set(nanoseconds);
    smallestRoundTrip.set(count == 0 ? nanoseconds
                                     : std::min(nanoseconds, smallestRoundTrip.get()));
    largestRoundTrip.set(std::max(nanoseconds, largestRoundTrip.get()));
    roundTrips.store(count + 1, std::memory_order_release);
}

Totals Counters::snapshot() const
{
    Totals result;
    for (std::size_t i = 0; i < direction.size(); ++i) {
        const PerDirection& from = direction[i];
        result.direction[i] = {from.frames.get(), from.messages.get(), from.wireBytes.get(),
                               from.payloadBytes.get(), from.length.get()};
    }
    for (std::size_t i = 0; i < framesOfType.size(); ++i) {
        result.framesOfType[i] = framesOfType[i].get();
    }
    result.violations = violations.get();
    result.roundTrips = roundTrips.load(std::memory_order_acquire);
    if (result.roundTrips > 0) {
        result.lastRoundTrip = Duration{lastRoundTrip.get()};
        result.smallestRoundTrip = Duration{smallestRoundTrip.get()};
        result.largestRoundTrip = Duration{largestRoundTrip.get()};
    }
    return result;
}

} // namespace framescope::timeline
