// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

/// The pings of one side that wait for a pong (RFC 6455 5.5.2, 5.5.3). Remembers the last
/// Capacity of them.
///
/// A pong answers the oldest waiting ping with its payload: peers answer in order, and nearly
/// all answer each one. As a peer may answer the latest ping alone, the pings before the
/// answered one wait no longer, and at the end none counts as unanswered that the last pong
/// could have been meant for.
class PingTable
{
public:
    static constexpr std::size_t Capacity = 1024;

    struct Ping
    {
        EventId id;
        Timestamp time;
        bool owed = true; ///< a pong has to answer it
    };
    struct Answer
    {
        std::optional<Ping> ping; ///< none: no waiting ping has this payload
        bool anyWaiting = false;  ///< some ping waited when the pong came
    };

    /// `payload` is what was kept of the `length` bytes that the frame carried.
    void add(const Ping& ping, ByteView payload, std::uint64_t length);
    Answer answer(ByteView payload, std::uint64_t length);

    /// Those that are owed a pong and that none can have been meant for, oldest first.
    std::vector<EventId> unanswered() const;

private:
    struct Waiting
    {
        Ping ping;
        std::uint64_t length;
        std::string payload; ///< its first 125 bytes, all that a valid ping can have

        bool carries(ByteView other, std::uint64_t otherLength) const;
    };

    std::deque<Waiting> waiting_;
    std::optional<EventId> lastAnswered_; ///< the newest ping the last pong could be meant for
};

} // namespace framescope::timeline
