// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/job_thread.h"

#include "work/retirement.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace framescope::work {

namespace {

struct Piece
{
    JobThread::Work work;
    std::atomic<bool> cancelled{false};
};

} // namespace

struct JobThread::State
{
    ~State()
    {
        if (thread.joinable()) {
            thread.join();
        }
    }

    void loop()
    {
        for (;;) {
            std::shared_ptr<Piece> piece;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return stopping || waiting; });
                if (stopping) {
                    return;
                }
                piece = std::exchange(waiting, nullptr);
            }
            piece->work(piece->cancelled);
        }
    }

    std::mutex mutex;
    std::condition_variable wake;
    std::shared_ptr<Piece> newest; ///< the owner's alone
    std::shared_ptr<Piece> waiting;
    bool stopping = false;
    std::thread thread;
};

JobThread::JobThread() : state_(std::make_unique<State>()) {}

JobThread::~JobThread()
{
    cancel();
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->wake.notify_one();
    if (state_->thread.joinable()) {
        Retirement::ofProgram().takeObject(std::move(state_));
    }
}

void JobThread::run(Work work)
{
    cancel();
    state_->newest = std::make_shared<Piece>();
    state_->newest->work = std::move(work);
    {
        const std::lock_guard lock(state_->mutex);
        state_->waiting = state_->newest;
    }
    state_->wake.notify_one();
    if (!state_->thread.joinable()) {
        state_->thread = std::thread([state = state_.get()] { state->loop(); });
    }
}

void JobThread::cancel()
{
    if (state_->newest) {
        state_->newest->cancelled = true;
        state_->newest.reset();
    }
    const std::lock_guard lock(state_->mutex);
    state_->waiting.reset();
}

} // namespace framescope::work
