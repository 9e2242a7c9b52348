// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/direction.h"
#include "base/ids.h"
#include "timeline/index/event_type.h"

#include <cstdint>

namespace framescope::timeline {

/// One event of the index, 32 bytes. Its other data is in the file, at `streamOffset`, or in the
/// Detail with the number `detail`.
///
/// Each frame has an entry. A message of one frame shares the frame's entry (InFrames and
/// InMessages). A message of several frames has an entry of its own after that of its last frame
/// (InMessages only), and its frames are InFrames only. Life-cycle events and control frames are in
/// both views.
struct Entry
{
    enum Flag : std::uint16_t {
        InFrames = 1 << 0,
        InMessages = 1 << 1,
        Fin = 1 << 2,
        Masked = 1 << 3,
        Compressed = 1 << 4,
        HasViolation = 1 << 5,
        Incomplete = 1 << 6, ///< cut off, or bytes are missing
        Assembled = 1 << 7,  ///< the entry of a message of several frames
        Outgoing = 1 << 8,
        HasDirection = 1 << 9,
        NotText = 1 << 10, ///< a text frame or message whose payload is not UTF-8
    };
    static constexpr std::uint32_t LengthInDetail = 0xFFFFFFFF;

    std::int64_t time = 0;               ///< nanoseconds since the epoch
    std::uint64_t streamOffset : 44 = 0; ///< of the header of the (first) frame, in its direction
    std::uint64_t connection : 20 = 0;
    std::uint32_t wireLength = 0; ///< payload bytes on the wire, or LengthInDetail
    std::uint32_t length = 0;     ///< after inflating, or LengthInDetail
    std::uint32_t detail = 0;     ///< number of the detail: its position plus 1; 0: none
    Type type = Type::Connecting;
    std::uint8_t reserved = 0;
    std::uint16_t flags = 0;

    bool has(Flag flag) const { return (flags & flag) != 0; }
    void set(Flag flag, bool on = true)
    {
        flags = static_cast<std::uint16_t>(flags | (on ? unsigned{flag} : 0U));
    }
    void setDirection(Direction direction)
    {
        set(HasDirection);
        set(Outgoing, direction == Direction::Out);
    }
    ConnectionId conn() const { return ConnectionId{static_cast<std::uint32_t>(connection)}; }
    Timestamp timestamp() const { return Timestamp{Duration{time}}; }
    bool hasDirection() const { return has(HasDirection); }
    Direction direction() const { return has(Outgoing) ? Direction::Out : Direction::In; }
};
static_assert(sizeof(Entry) == 32);

} // namespace framescope::timeline
