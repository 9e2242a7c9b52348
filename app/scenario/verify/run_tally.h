// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/verdict.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// What became of a run that was repeated. Keeps one result whole, however many there are.
class RunTally
{
public:
    void add(RunResult result);

    std::uint64_t times() const { return times_; } ///< how often it was run
    std::uint64_t passed() const { return passed_; }
    /// The worst: an error, then a failure.
    Outcome outcome() const;
    /// Whether it passed, but not each time; a run that was interrupted does not count.
    bool isFlaky() const { return passed_ > 0 && passed_ + interrupted_ < times_; }
    /// "flaky: passed 997 of 1,000"; nothing if it was run once, or has one verdict.
    std::string flakiness() const;
    /// The first result that did not pass, else the first one.
    const RunResult& shown() const { return *shown_; }

    /// A step that did not pass each time.
    struct Broken
    {
        Place place;
        std::string text;
        std::uint64_t times = 0;
    };
    /// Those whose verdict made the runs fail, the most frequent first.
    std::vector<Broken> broken() const;

private:
    std::uint64_t times_ = 0;
    std::uint64_t passed_ = 0;
    std::uint64_t errors_ = 0;
    std::uint64_t failed_ = 0;
    std::uint64_t interrupted_ = 0;
    std::optional<RunResult> shown_;
    std::vector<Broken> broken_;
};

} // namespace framescope::scenario
