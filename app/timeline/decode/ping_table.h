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

/// The last Capacity pings of one side that await a pong (RFC 6455 5.5.2, 5.5.3).
///
/// A pong answers the oldest waiting ping with the same payload, as peers answer in order and
/// nearly all answer each ping. Since a peer may answer only the latest ping, earlier pings are no
/// longer awaited. At the end, a ping that the last pong may have answered does not count as
/// unanswered.
class PingTable
{
public:
    static constexpr std::size_t Capacity = 1024;

    struct Ping
    {
        EventId id;
        Timestamp time;
        bool owed = true; ///< a pong is required
    };
    struct Answer
    {
        std::optional<Ping> ping; ///< nullopt if no waiting ping has this payload
        bool anyWaiting = false;  ///< at least one ping was waiting
    };

    /// Adds a ping. `payload`: the stored part of the frame's `length` bytes.
    void add(const Ping& ping, ByteView payload, std::uint64_t length);
    Answer answer(ByteView payload, std::uint64_t length);

    /// The pings that require a pong and can't have been answered, oldest first.
    std::vector<EventId> unanswered() const;

private:
    struct Waiting
    {
        Ping ping;
        std::uint64_t length;
        std::string payload; ///< its first 125 bytes; a valid ping has no more

        bool carries(ByteView other, std::uint64_t otherLength) const;
    };

    std::deque<Waiting> waiting_;
    std::optional<EventId> lastAnswered_; ///< the newest ping that the last pong may answer
};

} // namespace framescope::timeline
