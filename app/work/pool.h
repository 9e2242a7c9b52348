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

/// The threads that pieces of work run on. A thread is added when a piece finds none idle, so a
/// long piece does not delay a short one; threads stay for later pieces.
class Pool
{
public:
    /// Pieces beyond that many at once wait for a thread.
    static constexpr std::size_t MostThreads = 64;

    Pool() = default;
    /// Waits for all pieces.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// The pool of the program, which waits for it at its exit.
    static Pool& ofProgram();

    /// From any thread.
    void start(std::function<void()> piece);
    /// Waits until no piece is running or waiting.
    void wait();

private:
    void loop();

    std::mutex mutex_; ///< protects all the others
    std::condition_variable wake_;
    std::condition_variable done_;
    std::deque<std::function<void()>> pieces_; ///< that no thread has taken yet
    std::size_t idle_ = 0;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

} // namespace framescope::work
