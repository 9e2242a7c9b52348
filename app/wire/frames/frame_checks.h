// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/direction.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_header.h"
#include "wire/rules.h"

namespace framescope::wire {

/// What a frame's checks depend on besides the frame.
struct FrameCheckContext
{
    Direction direction;
    bool deflate;     ///< permessage-deflate was agreed on
    bool messageOpen; ///< frames of a message have come, its last one has not
    bool closeSeen;   ///< a Close frame has come before in this direction
};

/// Appends what is wrong with a frame as far as its header tells (RFC 6455 5, RFC 7692 6.1).
void checkFrameHeader(const FrameHeader& header, const FrameCheckContext& context,
                      Violations& violations);

/// The same for a header that was cut off after `header.size` bytes: checks what came.
void checkCutHeader(const FrameHeader& header, const FrameCheckContext& context,
                    Violations& violations);

/// Appends what is wrong with the content of a whole Close frame (RFC 6455 5.5.1, 7.4).
/// `reasonKept`: the reason is whole, so that a sequence unfinished at its end is an error.
void checkClosePayload(const ClosePayload& close, std::uint64_t payloadLength, bool reasonKept,
                       Violations& violations);

} // namespace framescope::wire
