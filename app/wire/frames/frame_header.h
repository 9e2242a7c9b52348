// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/masking.h"
#include "wire/frames/opcode.h"

#include <cstdint>
#include <optional>

namespace framescope::wire {

/// The most bytes of payload that a control frame may have (RFC 6455 5.5).
inline constexpr std::uint64_t MaxControlPayload = 125;

/// How the payload length was written: in the 7 bits, or in the 16 or 64 bits after them.
enum class LengthForm : std::uint8_t { Bits7, Bits16, Bits64 };

/// A frame's header as it was on the wire (RFC 6455 5.2), including its mistakes.
struct FrameHeader
{
    static constexpr std::uint8_t Rsv1 = 4;
    static constexpr std::uint8_t Rsv2 = 2;
    static constexpr std::uint8_t Rsv3 = 1;
    static constexpr std::size_t MaxSize = 14;

    bool fin = true;
    std::uint8_t rsv = 0; ///< RSV1 is 4, RSV2 is 2, RSV3 is 1
    Opcode opcode = Opcode::Text;
    bool masked = false;
    MaskKey maskKey{}; ///< all zero where not masked
    LengthForm lengthForm = LengthForm::Bits7;
    std::uint8_t size = 2;           ///< bytes of the header, 2 to 14; fewer where it was cut off
    std::uint64_t payloadLength = 0; ///< 2^63 and above can be held

    /// Parts that are present in a header that may be cut off: second byte, whole length, key.
    bool hasSecondByte() const { return size >= 2; }
    bool hasLength() const;
    bool hasMaskKey() const;

    bool lengthIsMinimal() const;
    bool lengthHasMsb() const { return (payloadLength >> 63) != 0; }

    friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

/// The header at the start of `bytes`; nothing while more bytes are needed. Never fails:
/// every bit pattern is a header.
std::optional<FrameHeader> parseFrameHeader(ByteView bytes);

/// Reads the header into `header`. False, with `header` unchanged, while more bytes are needed.
bool readFrameHeader(ByteView bytes, FrameHeader& header);

/// The known part of a header that was cut off: `size` is the number of bytes present, and the
/// length is 0 if its bytes are missing.
FrameHeader parseCutHeader(ByteView bytes);

} // namespace framescope::wire
