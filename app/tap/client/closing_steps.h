// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace framescope::tap {

/// Divides the time for a step of closing, so that a server which still takes what is sent before
/// our Close has more of it.
class ClosingSteps
{
public:
    /// Begins anew. `gone`: the number of bytes that have left this machine.
    void begin(std::chrono::milliseconds limit, std::int64_t gone)
    {
        limit_ = limit;
        passed_ = 0;
        gone_ = gone;
    }

    std::chrono::milliseconds limit() const { return limit_; }
    /// The time until `pass` has to be called.
    std::chrono::milliseconds step() const
    {
        return std::max(limit_ / Count, std::chrono::milliseconds(1));
    }
    /// A step has passed. Returns whether the time is over. `sends`: taking data is progress.
    bool pass(bool sends, std::int64_t gone)
    {
        const bool progress = sends && gone > std::exchange(gone_, gone);
        passed_ = progress ? 0 : passed_ + 1;
        return passed_ >= Count;
    }

private:
    static constexpr int Count = 4;
    std::chrono::milliseconds limit_{0};
    int passed_ = 0; ///< steps without progress
    std::int64_t gone_ = 0;
};

} // namespace framescope::tap
