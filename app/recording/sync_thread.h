// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/file.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace framescope::recording {

/// Syncs a file about a second after each write, so that a power failure loses no more than that.
class SyncThread
{
public:
    explicit SyncThread(std::shared_ptr<File> file);
    ~SyncThread();
    SyncThread(const SyncThread&) = delete;
    SyncThread& operator=(const SyncThread&) = delete;

    /// Must be called after each write.
    void wake()
    {
        if (!dirty_.load(std::memory_order_acquire))
            markDirty();
    }
    /// The error if a sync has failed; it is kept.
    std::optional<Error> failure() const;
    /// Ends the thread. It does not sync the last writes any more.
    void stop();

private:
    void markDirty();
    void run(const std::stop_token& stop);

    std::shared_ptr<File> file_;
    std::atomic<bool> dirty_{false};
    std::atomic<bool> failed_{false};
    std::optional<Error> error_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

} // namespace framescope::recording
