// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/totals.h"

#include <atomic>

namespace framescope::timeline {

/// A running total with one writer and without locks; readers see a recent value.
class Counter
{
public:
    void add(std::uint64_t count)
    {
        value_.store(value_.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
    }
    void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
    std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// The running counters of which Totals is a snapshot.
struct Counters
{
    struct PerDirection
    {
        Counter frames, messages, wireBytes, payloadBytes, length;
    };
    std::array<PerDirection, 2> direction;
    std::array<Counter, 7> framesOfType;
    Counter violations;
    Counter lastRoundTrip, smallestRoundTrip, largestRoundTrip; ///< nanoseconds
    std::atomic<std::uint64_t> roundTrips{0};

    void addRoundTrip(Duration time);
    Totals snapshot() const;
};

} // namespace framescope::timeline
