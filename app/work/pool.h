// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace framescope::work {

/// The threads that run pieces of work. A thread is added when a piece finds none idle, so a long
/// piece does not delay a short one; idle threads are kept for later pieces.
class Pool
{
public:
    /// If this many threads are busy, further pieces wait.
    static constexpr std::size_t MostThreads = 64;

    Pool() = default;
    /// Waits for all pieces.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// The pool of the whole program. The program waits for its pieces before it exits.
    static Pool& ofProgram();

    /// Runs a piece in one of the threads. Thread-safe.
    void start(std::function<void()> piece);
    /// Waits until no piece is running or waiting.
    void wait();

private:
    void loop();

    std::mutex mutex_; ///< protects all other members
    std::condition_variable wake_;
    std::condition_variable done_;
    std::deque<std::function<void()>> pieces_; ///< not yet taken by a thread
    std::size_t idle_ = 0;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

} // namespace framescope::work
