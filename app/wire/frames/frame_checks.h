// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/direction.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_header.h"
#include "wire/rules.h"

namespace framescope::wire {

/// The state of the connection that the checks of a frame need.
struct FrameCheckContext
{
    Direction direction;
    bool deflate;     ///< permessage-deflate was agreed on
    bool messageOpen; ///< a message has begun and its last frame has not been received
    bool closeSeen;   ///< a Close frame was received before in this direction
};

/// Appends the violations found in a frame's header (RFC 6455 5, RFC 7692 6.1).
void checkFrameHeader(const FrameHeader& header, const FrameCheckContext& context,
                      Violations& violations);

/// The same for a header that was cut off after `header.size` bytes.
void checkCutHeader(const FrameHeader& header, const FrameCheckContext& context,
                    Violations& violations);

/// Appends the violations in the payload of a complete Close frame (RFC 6455 5.5.1, 7.4).
/// `reasonKept`: the reason is complete, so an unfinished UTF-8 sequence at its end is an error.
void checkClosePayload(const ClosePayload& close, std::uint64_t payloadLength, bool reasonKept,
                       Violations& violations);

} // namespace framescope::wire
