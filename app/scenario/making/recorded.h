// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "timeline/index/timeline.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace framescope::scenario {

/// What happened in the rows that a scenario is made of, in its order.
struct Recorded
{
    struct Line
    {
        enum class What { Open, Refused, Failed, Text, Binary, Ping, Pong, Closed };

        What what = What::Text;
        EventId event;
        ConnectionId connection;
        Direction direction = Direction::In;
        Timestamp time;
        std::string payload;      ///< of messages and control frames; of Failed: the layer
        std::uint64_t length = 0; ///< of the whole payload
        /// Of what was received, and of the end: messages that were not chosen came before it,
        /// after the one before it.
        bool followsOthers = false;
    };
    /// A longer payload is received with its size alone, and can't be sent.
    static constexpr std::uint64_t LargestPayload = 64 * 1024;
    static constexpr std::size_t MostLines = 2'000;
    static constexpr std::size_t MostEarlier = 20;

    std::vector<timeline::ConnectionInfo> connections; ///< those of the lines
    std::vector<Line> lines;
    std::vector<std::string> earlier; ///< the last texts that were received before the lines

    const timeline::ConnectionInfo* connection(ConnectionId id) const;
};

/// Reads the rows that count: openings, refusals, messages and ends. Without `events`, all of them,
/// but no pings and pongs, whose number is a matter of time; otherwise those, and the opening of
/// their connections. A message counts once, whichever of its rows are among them. Fails if there
/// is nothing or too much.
Result<Recorded> readRows(const timeline::Timeline& timeline, const std::vector<EventId>& events,
                          const std::stop_token& stop = {});

} // namespace framescope::scenario
