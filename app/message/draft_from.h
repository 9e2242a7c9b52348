// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "message/draft.h"
#include "wire/frames/frame_header.h"

namespace framescope::message {

/// The draft that sends a message or control frame again, to be edited before. What it sends is
/// equal but for the masking key: bytes that are no text are written in hex, braces that would be a
/// template are kept by a backslash. Text that is no UTF-8 stays text. Another opcode, or a control
/// frame that is too long, becomes a raw frame.
Draft draftFrom(wire::Opcode opcode, ByteView payload);

/// The draft of a raw frame, with the payload as it was on the wire, unmasked but not inflated. A
/// masked frame gets a random key.
Draft draftFrom(const wire::FrameHeader& header, ByteView payload);

} // namespace framescope::message
