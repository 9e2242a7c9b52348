// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

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

/// What the session's thread and the tap's share about sending on one connection.
///
/// An item is put in before the session sends its next data message, so whoever has seen that
/// message's bytes and then takes, has the item too.
class Outbox
{
public:
    void put(DirectItem item)
    {
        const std::lock_guard lock(mutex_);
        items_.push_back(std::move(item));
    }

    std::vector<DirectItem> take()
    {
        const std::lock_guard lock(mutex_);
        return std::exchange(items_, {});
    }

    /// Payload bytes of data messages, and bytes of direct items, that the tap has passed on or
    /// dropped.
    std::atomic<std::uint64_t> passed{0};
    /// Bytes that wait in the socket to the server.
    std::atomic<std::uint64_t> backlog{0};

private:
    std::mutex mutex_;
    std::vector<DirectItem> items_;
};

} // namespace framescope::tap
