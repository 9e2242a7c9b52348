// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/ping_table.h"
#include "timeline/index/publisher.h"
#include "wire/frames/frame_stream.h"

#include <array>
#include <optional>

namespace framescope::timeline {

/// What the control frames of both sides say together: which ping a pong answers, and how the
/// closing handshake went. Frames that were cut off count for nothing; what one says that lacks
/// bytes is not known.
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
    /// Adds to the detail of a pong what it answers, or what is wrong with it.
    void describePong(Direction from, Timestamp time, const wire::FrameReport& pong,
                      Detail& detail);
    /// The one of the earlier `time` is the first, in whatever order they are reported.
    void closeReported(Direction from, Timestamp time, const wire::FrameReport& close);
    /// A frame or message that breaks the protocol, once it has its number.
    void violated(Direction from, EventId id, const wire::Violations& violations);
    /// A frame of that side came after its Close frame.
    void closeFollowed(Direction from, Type frame);
    /// Our side failed the connection: what a browser does, it then reports 1006.
    void failedByUs() { failedByUs_ = true; }

    /// A control frame of that side lacks so many bytes: it may have been the one that was due.
    void notWhole(Direction from, Type frame, std::uint64_t missing);

    /// From here on it is not known what that side sends, a Close frame perhaps; `why` says what
    /// is missing.
    void unreadable(Direction from, std::string why);
    /// Frames of that side are told apart again: it has sent no Close, for nothing follows one.
    void readable(Direction from);

    /// Both sides sent a Close frame.
    bool closedByBoth() const { return close_[0] && close_[1]; }
    /// How the connection ended, as a browser tells it. `opened`: it was open before.
    ConnectionEnding closing(bool opened) const;
    /// What was missing when the connection ended. Of one that never was open, nothing was due.
    wire::Violations violationsAtEnd(bool opened) const;

private:
    /// The Close frame of a side with what makes it count for nothing, where there is such.
    struct Close
    {
        wire::ClosePayload payload;
        std::string fault;
    };
    const Close* sent(Direction from) const;
    /// Why it is not known whether that side sent a Close frame; empty where it is.
    std::string unknown(Direction from) const;
    bool isLegal(Direction from) const { return sent(from) && sent(from)->fault.empty(); }
    bool closedInOrder() const;
    void checkClose(wire::Violations& violations) const;
    void checkPings(Direction from, wire::Violations& violations) const;

    ConnectionId conn_;
    Publisher& publisher_;
    std::array<PingTable, 2> pings_; ///< by the side that sent them
    std::array<std::optional<Close>, 2> close_;
    std::optional<Direction> firstClose_;
    Timestamp firstCloseTime_;
    std::array<std::string, 2> unreadable_; ///< why, by the side that sends
    std::array<bool, 2> incomplete_{};      ///< once it was: pings and pongs may be missing
    std::string failure_; ///< of what the server sent before its Close: what a browser fails for
    std::optional<EventId> failedAt_; ///< the event of that
    bool failedByUs_ = false;
};

} // namespace framescope::timeline
