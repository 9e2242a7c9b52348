// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/sequence.h"

#include <utility>

namespace framescope::work {

/// Runs slow endings in the background, such as that of a session whose last bytes are written to
/// the disk. They run one after the other; only the destructor waits for them.
class Retirement
{
public:
    Retirement() = default;
    ~Retirement() { endings_.wait(); }
    Retirement(const Retirement&) = delete;
    Retirement& operator=(const Retirement&) = delete;

    /// Adds an ending. Thread-safe.
    void take(std::function<void()> ending) { endings_.add(std::move(ending)); }

private:
    Sequence endings_;
};

} // namespace framescope::work
