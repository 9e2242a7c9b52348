// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/direction.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_header.h"
#include "wire/rules.h"

namespace framescope::wire {

/// State of the connection that a frame's checks depend on.
struct FrameCheckContext
{
    Direction direction;
    bool deflate;     ///< permessage-deflate was agreed on
    bool messageOpen; ///< frames of a message have come, its last one has not
    bool closeSeen;   ///< a Close frame has come before in this direction
};

/// Appends the violations that a frame's header shows (RFC 6455 5, RFC 7692 6.1).
void checkFrameHeader(const FrameHeader& header, const FrameCheckContext& context,
                      Violations& violations);

/// The same for the bytes of a header that was cut off after `header.size` bytes.
void checkCutHeader(const FrameHeader& header, const FrameCheckContext& context,
                    Violations& violations);

/// Appends the violations in the payload of a complete Close frame (RFC 6455 5.5.1, 7.4).
/// `reasonKept`: the reason is complete, so an unfinished UTF-8 sequence at its end is an error.
void checkClosePayload(const ClosePayload& close, std::uint64_t payloadLength, bool reasonKept,
                       Violations& violations);

} // namespace framescope::wire
