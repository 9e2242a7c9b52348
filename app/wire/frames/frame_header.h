// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/masking.h"
#include "wire/frames/opcode.h"

#include <cstdint>
#include <optional>

namespace framescope::wire {

/// The most bytes of payload in a control frame (RFC 6455 5.5).
inline constexpr std::uint64_t MaxControlPayload = 125;

/// The bits that hold the payload length: the first 7, or the 16 or 64 that follow them.
enum class LengthForm : std::uint8_t { Bits7, Bits16, Bits64 };

/// The header of a frame as received, valid or not (RFC 6455 5.2).
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
    MaskKey maskKey{}; ///< all zero if not masked
    LengthForm lengthForm = LengthForm::Bits7;
    std::uint8_t size = 2;           ///< in bytes, 2 to 14; fewer if the header was cut off
    std::uint64_t payloadLength = 0; ///< may be 2^63 or more, which is invalid

    /// Whether a header that may be cut off has its second byte, whole length or masking key.
    bool hasSecondByte() const { return size >= 2; }
    bool hasLength() const;
    bool hasMaskKey() const;

    bool lengthIsMinimal() const;
    bool lengthHasMsb() const { return (payloadLength >> 63) != 0; }

    friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

/// Reads the header at the start of `bytes`; nullopt if more bytes are needed. There is no other
/// failure: every bit pattern is a header.
std::optional<FrameHeader> parseFrameHeader(ByteView bytes);

/// The same into `header`. Returns false, with `header` unchanged, if more bytes are needed.
bool readFrameHeader(ByteView bytes, FrameHeader& header);

/// Reads a header that was cut off: `size` becomes the number of bytes present, and the length is 0
/// if its bytes are missing.
FrameHeader parseCutHeader(ByteView bytes);

} // namespace framescope::wire
