// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

namespace framescope::session {

/// Hands messages from one thread to another, in batches. Bounded: of what QWebSocket received its
/// thread waits where the session's does not take, and so in the end does the server. What is sent
/// never comes to these bounds, for the session puts nothing in while tap::Outbox has no room.
class MessageInbox
{
public:
    using Message = message::Data;
    static constexpr std::size_t MaxBytes = 32 * 1024 * 1024;
    static constexpr std::size_t MaxMessages = 64 * 1024;

    /// Nobody listens: `put` drops what it is given.
    void setWanted(bool wanted) { wanted_.store(wanted, std::memory_order_relaxed); }
    bool wanted() const { return wanted_.load(std::memory_order_relaxed); }

    /// Waits while the inbox is full. True where the taker has to be told.
    bool put(Message message)
    {
        const std::size_t size =
            std::visit([](const auto& content) { return static_cast<std::size_t>(content.size()); },
                       message.content);
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] {
            return closed_ || (bytes_ < MaxBytes && messages_.size() < MaxMessages);
        });
        if (closed_) {
            return false;
        }
        bytes_ += size;
        messages_.push_back(std::move(message));
        return messages_.size() == 1;
    }

    std::vector<Message> take()
    {
        const std::lock_guard lock(mutex_);
        bytes_ = 0;
        room_.notify_all();
        return std::exchange(messages_, {});
    }

    /// The receiver is gone; from now on `put` does not wait.
    void close()
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_all();
    }

private:
    std::atomic<bool> wanted_{false};
    std::mutex mutex_;
    std::condition_variable room_;
    std::vector<Message> messages_;
    std::size_t bytes_ = 0;
    bool closed_ = false;
};

} // namespace framescope::session
