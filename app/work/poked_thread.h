// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace framescope::work {

/// A thread that does its work once for each time it was poked, or once for several pokes that
/// came meanwhile. The destructor waits for the work that is being done; work that may take
/// long asks `stopping()`.
class PokedThread
{
public:
    explicit PokedThread(std::function<void()> work)
        : work_(std::move(work)), thread_([this] { run(); })
    {
    }
    PokedThread(const PokedThread&) = delete;
    PokedThread& operator=(const PokedThread&) = delete;

    ~PokedThread()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    void poke()
    {
        {
            const std::lock_guard lock(mutex_);
            poked_ = true;
        }
        wake_.notify_one();
    }

    bool stopping() const { return stopping_; }

private:
    void run()
    {
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [this] { return poked_ || stopping_; });
                if (stopping_) {
                    return;
                }
                poked_ = false;
            }
            work_();
        }
    }

    std::function<void()> work_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool poked_ = false;
    std::atomic<bool> stopping_{false};
    std::thread thread_; ///< the last: it uses the others
};

} // namespace framescope::work
