// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_header.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace framescope::wire {

/// Describes a frame to be written. The defaults give a valid frame; invalid ones are possible, so
/// that broken frames can be sent deliberately.
struct FrameSpec
{
    bool fin = true;
    std::uint8_t rsv = 0;
    Opcode opcode = Opcode::Text;
    std::optional<MaskKey> maskKey{};             ///< masked with it where set (zero is a key)
    std::optional<LengthForm> lengthForm{};       ///< the shortest that fits where not set
    std::optional<std::uint64_t> claimedLength{}; ///< written instead of the true length
};

/// Appends header and (masked) payload to `out`.
void appendFrame(Bytes& out, const FrameSpec& spec, ByteView payload);

Bytes encodeFrame(const FrameSpec& spec, ByteView payload);
/// A frame as a client sends it: whole, with a masking key of its own.
Bytes maskedFrame(Opcode opcode, ByteView payload);

/// The payload of a Close frame: empty without a code. Not checked, not cut to 125 bytes.
Bytes closePayload(std::optional<std::uint16_t> code, std::string_view reason = {});

/// A masking key from the system's random source (RFC 6455 5.3, 10.3).
MaskKey randomMaskKey();

} // namespace framescope::wire
