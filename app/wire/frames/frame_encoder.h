// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_header.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace framescope::wire {

/// Describes a frame to be written. The default is a valid frame; invalid values can be set, so
/// that broken frames can be sent deliberately.
struct FrameSpec
{
    bool fin = true;
    std::uint8_t rsv = 0;
    Opcode opcode = Opcode::Text;
    std::optional<MaskKey> maskKey{};             ///< the frame is masked if set; zero is a key too
    std::optional<LengthForm> lengthForm{};       ///< the shortest that fits if not set
    std::optional<std::uint64_t> claimedLength{}; ///< written instead of the true length
};

/// Appends the frame's header and payload to `out`; masks the payload if there is a key.
void appendFrame(Bytes& out, const FrameSpec& spec, ByteView payload);

Bytes encodeFrame(const FrameSpec& spec, ByteView payload);
/// A frame as clients send it: with FIN and a random masking key.
Bytes maskedFrame(Opcode opcode, ByteView payload);

/// The payload of a Close frame; empty if there is no code. Not checked, not cut to 125 bytes.
Bytes closePayload(std::optional<std::uint16_t> code, std::string_view reason = {});

/// A masking key from the system's random source (RFC 6455 5.3, 10.3).
MaskKey randomMaskKey();

} // namespace framescope::wire
