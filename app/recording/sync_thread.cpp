// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/sync_thread.h"

namespace framescope::recording {

namespace {

constexpr std::chrono::seconds Interval{1};

} // namespace

SyncThread::SyncThread(std::shared_ptr<File> file) : file_(std::move(file))
{
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SyncThread::~SyncThread()
{
    stop();
}

std::optional<Error> SyncThread::failure() const
{
    if (!failed_.load(std::memory_order_acquire))
        return std::nullopt;
    const std::lock_guard lock(mutex_);
    return error_;
}

void SyncThread::stop()
{
    if (!thread_.joinable())
        return;
    thread_.request_stop();
    thread_.join();
}

void SyncThread::markDirty()
{
    {
        const std::lock_guard lock(mutex_);
        dirty_.store(true, std::memory_order_release);
    }
    wake_.notify_one();
}

void SyncThread::run(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return dirty_.load(std::memory_order_acquire); })) {
        wake_.wait_for(lock, stop, Interval, [] { return false; });
        if (stop.stop_requested())
            return;
        dirty_.store(false, std::memory_order_release);
        lock.unlock();
        const auto synced = file_->sync();
        lock.lock();
        if (!synced && !error_) {
            error_ = synced.error();
            failed_.store(true, std::memory_order_release);
        }
    }
}

} // namespace framescope::recording
