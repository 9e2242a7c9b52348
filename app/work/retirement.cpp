// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/retirement.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace framescope::work {

struct Retirement::State
{
    void loop()
    {
        for (;;) {
            std::function<void()> ending;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return closing || !endings.empty(); });
                if (endings.empty()) {
                    return;
                }
                ending = std::move(endings.front());
                endings.pop_front();
            }
            ending();
        }
    }

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<void()>> endings; ///< under `mutex`
    bool closing = false;                      ///< under `mutex`
    std::thread thread;
};

Retirement::Retirement() : state_(std::make_unique<State>()) {}

Retirement::~Retirement()
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->closing = true;
    }
    state_->wake.notify_one();
    if (state_->thread.joinable()) {
        state_->thread.join();
    }
}

Retirement& Retirement::ofProgram()
{
    static Retirement only;
    return only;
}

void Retirement::take(std::function<void()> ending)
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->endings.push_back(std::move(ending));
        if (!state_->thread.joinable()) {
            state_->thread = std::thread([state = state_.get()] { state->loop(); });
        }
    }
    state_->wake.notify_one();
}

} // namespace framescope::work
