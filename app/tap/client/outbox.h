// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace framescope::tap {

/// What the session puts on the wire past QWebSocket: Close, ping, pong and raw frames.
struct DirectItem
{
    Bytes frame;             ///< goes out as it is
    std::uint64_t after = 0; ///< data messages sent through QWebSocket before it
    bool isClose = false;
};

/// What the session's thread and the tap's share about one connection: the direct items, and how
/// much waits to be sent. What waits is bounded: the session asks whether there is room for more.
///
/// An item is put in before the session sends its next data message, so whoever has seen that
/// message's bytes and then takes, has the item too.
class Outbox
{
public:
    /// What may wait when a message or an item is added.
    static constexpr std::uint64_t MaxBytes = 8 * 1024 * 1024;
    static constexpr std::uint64_t MaxCount = 16 * 1024;

    /// How many messages or items, and their payload or bytes.
    struct Amount
    {
        std::uint64_t count = 0;
        std::uint64_t bytes = 0;
    };

    /// Of what was accepted, how many went to TCP: the first ones.
    struct Out
    {
        std::uint64_t messages = 0;
        std::uint64_t items = 0;
    };

    // The session's side:

    /// True where the tap has to be woken.
    bool put(DirectItem item)
    {
        items_.sent(item.frame.size());
        const bool isClose = item.isClose;
        const std::lock_guard lock(mutex_);
        closeAsked_ = closeAsked_ || isClose;
        direct_.push_back(std::move(item));
        return isClose || direct_.size() == 1;
    }

    /// A data message is on its way through QWebSocket.
    void messageSent(std::uint64_t bytes) { messages_.sent(bytes); }

    /// Where there is no room, `tellRoom` will be true later.
    bool hasRoom()
    {
        if (fits(1)) {
            return true;
        }
        roomWanted_ = true;
        return fits(1);
    }

    /// Bytes that were accepted and not handed to TCP yet.
    std::uint64_t waiting() const
    {
        return messages_.waiting().bytes + items_.waiting().bytes + backlog_;
    }

    /// Final when the relay has ended.
    Out out() const { return {messagesOut_, itemsOut_}; }

    std::atomic<bool> messagesWanted{false}; ///< received messages have a receiver

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

    /// In all, passed on or dropped.
    void setPassed(const Amount& messages, const Amount& items)
    {
        messages_.setPassed(messages);
        items_.setPassed(items);
    }

    void setOut(const Out& out)
    {
        messagesOut_ = out.messages;
        itemsOut_ = out.items;
    }

    /// Bytes that wait in the socket to the server.
    void setBacklog(std::uint64_t bytes) { backlog_ = bytes; }
    std::uint64_t backlog() const { return backlog_; }

    /// The messages that wait for QWebSocket will never come: they take no room any more.
    void clientGone() { clientGone_ = true; }

    /// Once the session was refused: true as soon as there is a good deal of room, then no more.
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

    /// Whether less than a part of the bounds waits.
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
    std::atomic<std::uint64_t> backlog_{0};
    std::atomic<bool> closeAsked_{false};
    std::atomic<bool> clientGone_{false};
    std::atomic<bool> roomWanted_{false};
    mutable std::mutex mutex_;
    std::vector<DirectItem> direct_;
};

} // namespace framescope::tap
