// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>

namespace framescope::work {

/// A thread that does one piece of work at a time. The newest wins: what runs is told that it
/// is cancelled, what waits is forgotten. The thread is started when there is first work.
class JobThread
{
public:
    /// Looks at `cancelled` now and then, and returns soon after it is set. What it has to say it
    /// tells through a Postbox: nobody waits for it.
    using Work = std::function<void(const std::atomic<bool>& cancelled)>;

    JobThread();
    /// Cancels; the program's retirement waits for what runs.
    ~JobThread();

    void run(Work work);
    void cancel();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::work
