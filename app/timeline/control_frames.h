// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/ping_table.h"
#include "timeline/publisher.h"
#include "wire/frame_stream.h"

#include <array>
#include <optional>

namespace framescope::timeline {

/// What the control frames of both sides say together: which ping a pong answers, and how the
/// closing handshake went. Frames that were cut off count for nothing.
class ControlFrames
{
public:
    ControlFrames(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher) {}

    void pingPublished(Direction from, EventId id, Timestamp time, const wire::FrameReport& ping);
    /// Adds to the detail of a pong what it answers, or what is wrong with it.
    void describePong(Direction from, Timestamp time, const wire::FrameReport& pong,
                      Detail& detail);
    void closeReported(Direction from, const wire::FrameReport& close);

    /// Both sides sent a Close frame: the closing handshake is done (RFC 6455 7.1.4).
    bool closedByBoth() const { return close_[0] && close_[1]; }
    /// How the connection ended, as a browser tells it. `opened`: it was open before.
    Closing closing(bool opened) const;
    /// What was missing when the connection ended.
    wire::Violations violationsAtEnd() const;

private:
    ConnectionId conn_;
    Publisher& publisher_;
    std::array<PingTable, 2> pings_; ///< by the side that sent them
    std::array<std::optional<wire::ClosePayload>, 2> close_;
    std::optional<Direction> firstClose_;
};

} // namespace framescope::timeline
