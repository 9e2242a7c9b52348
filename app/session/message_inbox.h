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

/// Passes messages from one thread to another, in batches. It is bounded: if the session does not
/// take received messages, QWebSocket's thread waits, and so in the end does the server. Messages
/// to send never reach the bounds, since the session adds none while tap::Outbox has no room.
class MessageInbox
{
public:
    using Message = message::Data;
    static constexpr std::size_t MaxBytes = 32 * 1024 * 1024;
    static constexpr std::size_t MaxMessages = 64 * 1024;

    /// Whether anybody wants the messages. Callers of `put` check this before.
    void setWanted(bool wanted) { wanted_.store(wanted, std::memory_order_relaxed); }
    bool wanted() const { return wanted_.load(std::memory_order_relaxed); }

    /// Adds a message; waits while the inbox is full. Returns whether to notify the taker.
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

    /// The receiver is gone: from now on `put` drops messages instead of waiting.
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
