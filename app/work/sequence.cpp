// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/sequence.h"

#include "work/pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace framescope::work {

struct Sequence::State
{
    void run()
    {
        std::unique_lock lock(mutex);
        while (!pieces.empty()) {
            std::function<void()> piece = std::move(pieces.front());
            pieces.pop_front();
            lock.unlock();
            piece();
            piece = {};
            lock.lock();
        }
        running = false;
        done.notify_all();
    }

    Pool& pool = Pool::ofProgram();
    std::mutex mutex; ///< protects the members below
    std::condition_variable done;
    std::deque<std::function<void()>> pieces; ///< not begun yet
    bool running = false;
};

Sequence::Sequence() : state_(std::make_shared<State>()) {}

void Sequence::add(std::function<void()> piece)
{
    const std::lock_guard lock(state_->mutex);
    state_->pieces.push_back(std::move(piece));
    if (!std::exchange(state_->running, true)) {
        state_->pool.start([state = state_] { state->run(); });
    }
}

void Sequence::clear()
{
    std::deque<std::function<void()>> forgotten; // destroyed without the lock
    const std::lock_guard lock(state_->mutex);
    forgotten.swap(state_->pieces);
}

void Sequence::wait() const
{
    std::unique_lock lock(state_->mutex);
    state_->done.wait(lock, [this] { return !state_->running; });
}

} // namespace framescope::work
