// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/pool.h"

#include <utility>

namespace framescope::work {

Pool::~Pool()
{
    wait(); // a piece may start others
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

Pool& Pool::ofProgram()
{
    static Pool only;
    return only;
}

void Pool::start(std::function<void()> piece)
{
    const std::lock_guard lock(mutex_);
    pieces_.push_back(std::move(piece));
    if (idle_ < pieces_.size() && threads_.size() < MostThreads) {
        threads_.emplace_back([this] { loop(); });
    } else {
        wake_.notify_one();
    }
}

void Pool::wait()
{
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return pieces_.empty() && idle_ == threads_.size(); });
}

void Pool::loop()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        done_.notify_all();
        wake_.wait(lock, [this] { return ending_ || !pieces_.empty(); });
        --idle_;
        if (ending_) {
            return;
        }
        std::function<void()> piece = std::move(pieces_.front());
        pieces_.pop_front();
        lock.unlock();
        piece();
        piece = {};
        lock.lock();
    }
}

} // namespace framescope::work
