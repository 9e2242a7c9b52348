// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/client/direct_item.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace framescope::tap {

/// Shared by the session's thread and the tap's, for one connection: the direct items, and how much
/// data waits to be sent. That is bounded: the session asks whether there is room for more.
///
/// An item is put in before the session sends its next data message. So once the tap has seen bytes
/// of that message, `take` returns the item.
class Outbox
{
public:
    /// Limits of the waiting data; a message or an item may be added while both are met.
    static constexpr std::uint64_t MaxBytes = 8 * 1024 * 1024;
    static constexpr std::uint64_t MaxCount = 16 * 1024;

    /// The number of messages or items, and the sum of their sizes in bytes (`sizeOf`).
    struct Amount
    {
        std::uint64_t count = 0;
        std::uint64_t bytes = 0;
    };

    /// How many accepted messages and items were written to TCP; these are the first ones.
    struct Out
    {
        std::uint64_t messages = 0;
        std::uint64_t items = 0;
        std::uint64_t unreadable = 0; ///< streams of which nothing could be read, left out
    };

    // The session's side:

    /// Adds an item. Returns whether the tap has to be woken.
    bool put(DirectItem item)
    {
        const std::uint64_t size = sizeOf(item);
        items_.sent(size);
        const bool isClose = item.isClose;
        const std::lock_guard lock(mutex_);
        closeAsked_ = closeAsked_ || isClose;
        item.number = ++put_;
        if (std::holds_alternative<message::Stream>(item.content)) {
            streams_.push_back({item.number, 0, size});
            anyStreams_ = true;
        }
        direct_.push_back(std::move(item));
        return isClose || direct_.size() == 1;
    }

    /// A stream that is being sent or waits for that.
    struct Streamed
    {
        std::uint64_t number = 0; ///< of its item
        std::uint64_t sent = 0;   ///< bytes of its content
        std::uint64_t size = 0;
        bool oneFrame = false; ///< which has begun, so that it can't end early
    };
    /// The first of them; nullopt if there is none.
    std::optional<Streamed> streamed() const
    {
        const std::lock_guard lock(mutex_);
        return streams_.empty() ? std::nullopt : std::optional(streams_.front());
    }

    /// The last one that was cancelled before it was sent as a whole; nullopt if none was.
    std::optional<Streamed> cancelled() const
    {
        const std::lock_guard lock(mutex_);
        return cancelled_;
    }

    /// Whether a Close frame of the server has come.
    bool closeReceived() const { return closeReceived_; }

    /// Counts a data message that is sent through QWebSocket.
    void messageSent(std::uint64_t bytes) { messages_.sent(bytes); }

    /// Whether there is room for more. If not, `tellRoom` returns true once there is.
    bool hasRoom()
    {
        if (fits(1)) {
            return true;
        }
        roomWanted_ = true;
        return fits(1);
    }

    /// The server's Close is not answered before `answerClose`. Call it before the connection
    /// opens.
    void holdCloseAnswer() { closeAnswer_ = CloseAnswer::Held; }
    /// The server's Close is answered behind what was sent. Wake the tap afterwards.
    void answerClose() { closeAnswer_ = CloseAnswer::InOrder; }

    /// The number of bytes that were accepted and not written to TCP yet.
    std::uint64_t waiting() const
    {
        return messages_.waiting().bytes + items_.waiting().bytes + backlog_;
    }

    /// Final once the relay has ended.
    Out out() const { return {messagesOut_, itemsOut_, unreadableOut_}; }

    std::atomic<bool> messagesWanted{false}; ///< whether received messages have a receiver

    // The tap's side:

    std::vector<DirectItem> take()
    {
        const std::lock_guard lock(mutex_);
        return std::exchange(direct_, {});
    }

    bool isEmpty() const
    {
        const std::lock_guard lock(mutex_);
        return direct_.empty();
    }

    bool closeAsked() const { return closeAsked_; }

    bool holdsCloseAnswer() const { return closeAnswer_ != CloseAnswer::AtOnce; }
    /// Whether the answer that was held is due.
    bool closeAnswerDue() const
    {
        return closeAnswer_ == CloseAnswer::InOrder && items_.waiting().count == 0 &&
               (clientGone_ || messages_.waiting().count == 0);
    }

    /// Sets the total that was passed on or dropped.
    void setPassed(const Amount& messages, const Amount& items)
    {
        messages_.setPassed(messages);
        items_.setPassed(items);
        if (anyStreams_) {
            const std::lock_guard lock(mutex_);
            while (!streams_.empty() && streams_.front().number <= items.count) {
                streams_.pop_front();
            }
            anyStreams_ = !streams_.empty();
        }
    }

    /// How much of the first stream was passed on.
    void setStreamed(std::uint64_t sent, bool oneFrame)
    {
        const std::lock_guard lock(mutex_);
        if (!streams_.empty()) {
            streams_.front().sent = sent;
            streams_.front().oneFrame = oneFrame;
        }
    }

    /// Call it before `setPassed` counts the item.
    void setCancelled(const Streamed& stream)
    {
        const std::lock_guard lock(mutex_);
        cancelled_ = stream;
    }

    void setCloseReceived() { closeReceived_ = true; }

    void setOut(const Out& out)
    {
        messagesOut_ = out.messages;
        itemsOut_ = out.items;
        unreadableOut_ = out.unreadable;
    }

    /// The number of bytes that wait in the socket to the server.
    void setBacklog(std::uint64_t bytes) { backlog_ = bytes; }
    std::uint64_t backlog() const { return backlog_; }

    /// Messages that wait for QWebSocket will never arrive, so they take no more room.
    void clientGone() { clientGone_ = true; }

    /// Returns true once, when there is ample room again after `hasRoom` returned false.
    bool tellRoom() { return roomWanted_ && fits(2) && roomWanted_.exchange(false); }

private:
    class Flow
    {
    public:
        void sent(std::uint64_t bytes)
        {
            sentCount_ += 1;
            sentBytes_ += bytes;
        }
        void setPassed(const Amount& amount)
        {
            passedCount_ = amount.count;
            passedBytes_ = amount.bytes;
        }
        Amount waiting() const
        {
            const Amount passed{passedCount_, passedBytes_};
            const Amount sent{sentCount_, sentBytes_};
            return {sent.count - std::min(passed.count, sent.count),
                    sent.bytes - std::min(passed.bytes, sent.bytes)};
        }

    private:
        std::atomic<std::uint64_t> sentCount_{0};
        std::atomic<std::uint64_t> sentBytes_{0};
        std::atomic<std::uint64_t> passedCount_{0};
        std::atomic<std::uint64_t> passedBytes_{0};
    };

    enum class CloseAnswer { AtOnce, Held, InOrder };

    /// Whether the waiting data is below 1/`part` of both limits.
    bool fits(std::uint64_t part) const
    {
        const Amount messages = clientGone_ ? Amount{} : messages_.waiting();
        const Amount items = items_.waiting();
        return messages.bytes + items.bytes + backlog_ < MaxBytes / part &&
               messages.count + items.count < MaxCount / part;
    }

    Flow messages_;
    Flow items_;
    std::atomic<std::uint64_t> messagesOut_{0};
    std::atomic<std::uint64_t> itemsOut_{0};
    std::atomic<std::uint64_t> unreadableOut_{0};
    std::atomic<std::uint64_t> backlog_{0};
    std::atomic<bool> closeAsked_{false};
    std::atomic<CloseAnswer> closeAnswer_{CloseAnswer::AtOnce};
    std::atomic<bool> clientGone_{false};
    std::atomic<bool> roomWanted_{false};
    std::atomic<bool> anyStreams_{false};
    std::atomic<bool> closeReceived_{false};
    mutable std::mutex mutex_;
    std::vector<DirectItem> direct_;
    std::uint64_t put_ = 0; ///< number of items so far
    std::deque<Streamed> streams_;
    std::optional<Streamed> cancelled_;
};

} // namespace framescope::tap
