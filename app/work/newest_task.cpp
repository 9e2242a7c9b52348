// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/newest_task.h"

#include "work/retirement.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace framescope::work {

struct NewestTask::State
{
    ~State()
    {
        if (thread.joinable()) {
            thread.join();
        }
    }

    void loop()
    {
        while (const Work work = next()) {
            work(current.get_token());
        }
    }

    /// Empty at the end.
    Work next()
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return ending || pending; });
        if (ending) {
            return {};
        }
        current = std::stop_source();
        return std::exchange(pending, {});
    }

    std::mutex mutex;
    std::condition_variable wake;
    Work pending;
    std::stop_source current; ///< replaced by the thread only
    bool ending = false;
    std::thread thread;
};

NewestTask::NewestTask() : state_(std::make_unique<State>()) {}

NewestTask::~NewestTask()
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->ending = true;
        state_->current.request_stop();
    }
    state_->wake.notify_one();
    if (state_->thread.joinable()) {
        Retirement::ofProgram().takeObject(std::move(state_));
    }
}

void NewestTask::run(Work work)
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->pending = std::move(work);
        state_->current.request_stop();
    }
    state_->wake.notify_one();
    if (!state_->thread.joinable()) {
        state_->thread = std::thread([state = state_.get()] { state->loop(); });
    }
}

void NewestTask::cancel()
{
    const std::lock_guard lock(state_->mutex);
    state_->pending = {};
    state_->current.request_stop();
}

} // namespace framescope::work
