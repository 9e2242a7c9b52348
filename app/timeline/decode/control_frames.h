// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/ping_table.h"
#include "timeline/index/publisher.h"
#include "wire/frames/frame_stream.h"

#include <array>
#include <optional>
#include <string>

namespace framescope::timeline {

/// "the server" or "the client".
std::string ownerOf(Direction direction);

/// Relates the control frames of both sides: which ping a pong answers, and how the closing
/// handshake went. Frames that were cut off are ignored; the content of a frame that lacks bytes is
/// unknown.
///
/// A Close frame that breaks the protocol, or that another frame of the same side follows, is no
/// closing handshake: whoever gets it fails the connection (RFC 6455 7.1.7), and a browser
/// reports 1006. Other violations before a Close leave the ending as it was on the wire;
/// `ConnectionEnding::browser` tells that a browser would not have come so far.
class ControlFrames
{
public:
    ControlFrames(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher) {}

    void pingPublished(Direction from, EventId id, Timestamp time, const wire::FrameReport& ping);
    /// Adds to the detail of a pong the ping that it answers, or its violation.
    void describePong(Direction from, Timestamp time, const wire::FrameReport& pong,
                      Detail& detail);
    /// The Close frame with the earlier `time` is the first, whatever the order of the calls.
    void closeReported(Direction from, Timestamp time, const wire::FrameReport& close);
    /// A published frame or message breaks the protocol.
    void violated(Direction from, EventId id, const wire::Violations& violations);
    /// A frame of that side came after its Close frame.
    void closeFollowed(Direction from, Type frame);
    /// Our side failed the connection. A browser reports 1006 in that case.
    void failedByUs() { failedByUs_ = true; }

    /// A control frame of that side lacks `missing` bytes. It may be the expected answer.
    void notWhole(Direction from, Type frame, std::uint64_t missing);

    /// From here on the frames of that side are unknown and may include a Close frame; `why` names
    /// the missing bytes.
    void unreadable(Direction from, std::string why);
    /// Frames of that side are recognised again. So it has not sent a Close frame, which would be
    /// its last.
    void readable(Direction from);

    /// Both sides sent a Close frame.
    bool closedByBoth() const { return close_[0] && close_[1]; }
    /// How the connection ended, as a browser tells it. `opened`: it was open before.
    ConnectionEnding closing(bool opened) const;
    /// The frames that were due when the connection ended and never came (Close, pongs); none if it
    /// never opened.
    wire::Violations violationsAtEnd(bool opened) const;

private:
    /// The Close frame of a side, and the reason why it does not count, if there is one.
    struct Close
    {
        wire::ClosePayload payload;
        std::string fault;
    };
    const Close* sent(Direction from) const;
    /// Why it is not known whether that side sent a Close frame; empty if it is known.
    std::string unknown(Direction from) const;
    bool isLegal(Direction from) const { return sent(from) && sent(from)->fault.empty(); }
    bool closedInOrder() const;
    void checkClose(wire::Violations& violations) const;
    void checkPings(Direction from, wire::Violations& violations) const;

    ConnectionId conn_;
    Publisher& publisher_;
    std::array<PingTable, 2> pings_; ///< by their sender
    std::array<std::optional<Close>, 2> close_;
    std::optional<Direction> firstClose_;
    Timestamp firstCloseTime_;
    std::array<std::string, 2> unreadable_; ///< the reason, by sender
    std::array<bool, 2> incomplete_{};      ///< pings and pongs may be missing, by sender
    std::string failure_; ///< violation before the server's Close for which a browser fails
    std::optional<EventId> failedAt_; ///< its event
    bool failedByUs_ = false;
};

} // namespace framescope::timeline
