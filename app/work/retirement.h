// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/sequence.h"

#include <utility>

namespace framescope::work {

/// Where things end that take their time, such as a session whose last bytes go to the disk: one
/// ending after the other, and only the destructor waits for them.
class Retirement
{
public:
    Retirement() = default;
    ~Retirement() { endings_.wait(); }
    Retirement(const Retirement&) = delete;
    Retirement& operator=(const Retirement&) = delete;

    /// From any thread.
    void take(std::function<void()> ending) { endings_.add(std::move(ending)); }

private:
    Sequence endings_;
};

} // namespace framescope::work
