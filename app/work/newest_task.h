// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

namespace framescope::work {

/// A thread for work of which only the newest counts. The thread begins with the first work.
class NewestTask
{
public:
    /// Must return soon after a stop was requested. What it has to say it tells through a Postbox,
    /// with a number that tells whether it is still wanted: nobody waits for it.
    using Work = std::function<void(const std::stop_token&)>;

    NewestTask();
    /// Stops the work; the program's retirement waits for it.
    ~NewestTask();
    NewestTask(const NewestTask&) = delete;
    NewestTask& operator=(const NewestTask&) = delete;

    /// Stops what is running and begins with this once that has returned; forgets what was
    /// waiting. Does not block.
    void run(Work work);
    void cancel();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::work
