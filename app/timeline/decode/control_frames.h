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

/// Relates the control frames of both sides: pongs to the pings they answer, and the Close frames
/// of the closing handshake. Frames that were cut off are ignored; the content of a frame that
/// lacks bytes is unknown.
///
/// A Close frame that violates the protocol, or is followed by another frame of the same side, is
/// no closing handshake: its receiver fails the connection (RFC 6455 7.1.7), and a browser reports
/// 1006. Other violations before a Close don't change the reported ending;
/// `ConnectionEnding::browser` says that a browser would have failed the connection earlier.
class ControlFrames
{
public:
    ControlFrames(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher) {}

    void pingPublished(Direction from, EventId id, Timestamp time, const wire::FrameReport& ping);
    /// Adds to a pong's detail the ping that it answers, or its violation.
    void describePong(Direction from, Timestamp time, const wire::FrameReport& pong,
                      Detail& detail);
    /// Takes a Close frame. The one with the earlier `time` is the first, in any order of calls.
    void closeReported(Direction from, Timestamp time, const wire::FrameReport& close);
    /// Takes the violations of a published frame or message.
    void violated(Direction from, EventId id, const wire::Violations& violations);
    /// Takes note of a frame that a side sent after its Close frame.
    void closeFollowed(Direction from, Type frame);
    /// Must be called if our side fails the connection: a browser then reports 1006.
    void failedByUs() { failedByUs_ = true; }

    /// Takes note of a control frame that lacks `missing` bytes; it may be the expected answer.
    void notWhole(Direction from, Type frame, std::uint64_t missing);

    /// Must be called if later frames of a side are unknown: they may include a Close frame. `why`
    /// names the missing bytes.
    void unreadable(Direction from, std::string why);
    /// Must be called if frames of a side are recognised again: it has not sent a Close frame,
    /// which would be its last.
    void readable(Direction from);

    bool closedByAny() const { return close_[0] || close_[1]; }
    /// Whether both sides sent a Close frame.
    bool closedByBoth() const { return close_[0] && close_[1]; }
    /// The way the connection ended, as a browser reports it. `opened`: it was open before.
    ConnectionEnding closing(bool opened) const;
    /// Frames that were sent after a Close frame.
    const wire::Violations& afterClose() const { return afterClose_; }
    /// ConnectionEnding::earlier
    wire::Violations earlier() const;
    /// Reports frames that were required when the connection ended but never sent (Close, pongs);
    /// none if it never opened.
    wire::Violations violationsAtEnd(bool opened) const;

private:
    /// A side's Close frame, and the reason why it does not count, if there is one.
    struct Close
    {
        wire::ClosePayload payload;
        std::string fault;
        bool followed = false; ///< by another frame of this side
    };
    const Close* sent(Direction from) const;
    /// The reason why it is unknown whether that side sent a Close frame; empty if it is known.
    std::string unknown(Direction from) const;
    bool isLegal(Direction from) const { return sent(from) && sent(from)->fault.empty(); }
    bool closedInOrder() const;
    void checkClose(wire::Violations& violations) const;
    void checkPings(Direction from, wire::Violations& violations) const;

    ConnectionId conn_;
    Publisher& publisher_;
    std::array<PingTable, 2> pings_; ///< by their sender
    std::array<std::optional<Close>, 2> close_;
    wire::Violations afterClose_; ///< one of each side
    std::optional<Direction> firstClose_;
    Timestamp firstCloseTime_;
    std::array<std::string, 2> unreadable_;   ///< the reason, by sender
    std::array<bool, 2> incomplete_{};        ///< pings and pongs may be missing, by sender
    std::array<wire::Violations, 2> earlier_; ///< by the side that broke the rule
    std::string failure_; ///< a violation before the server's Close for which a browser fails
    std::optional<EventId> failedAt_; ///< the event with `failure_`
    bool failedByUs_ = false;
};

} // namespace framescope::timeline
