// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/frame_header.h"

#include <cstring>
#include <tuple>

namespace framescope::wire {

namespace {

constexpr std::uint8_t FinBit = 0x80;
constexpr std::uint8_t MaskBit = 0x80;
constexpr std::uint8_t LengthBits = 0x7F;
constexpr std::uint8_t Marks16 = 126;
constexpr std::uint8_t Marks64 = 127;

void takeFirstByte(FrameHeader& header, std::uint8_t byte)
{
    header.fin = (byte & FinBit) != 0;
    header.rsv = (byte >> 4) & 7;
    header.opcode = static_cast<Opcode>(byte & 0xF);
}

LengthForm lengthFormOf(std::uint8_t secondByte)
{
    switch (secondByte & LengthBits) {
    case Marks16:
        return LengthForm::Bits16;
    case Marks64:
        return LengthForm::Bits64;
    default:
        return LengthForm::Bits7;
    }
}

/// The number of length bytes after the second byte of the header.
std::size_t lengthSize(LengthForm form)
{
    switch (form) {
    case LengthForm::Bits7:
        return 0;
    case LengthForm::Bits16:
        return 2;
    case LengthForm::Bits64:
        return 8;
    }
    return 0;
}

std::uint64_t bigEndian(ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) {
        value = value << 8 | byte;
    }
    return value;
}

} // namespace

bool FrameHeader::hasLength() const
{
    return size >= 2 + lengthSize(lengthForm);
}

bool FrameHeader::hasMaskKey() const
{
    return masked && size >= 2 + lengthSize(lengthForm) + maskKey.size();
}

bool FrameHeader::lengthIsMinimal() const
{
    switch (lengthForm) {
    case LengthForm::Bits7:
        return true;
    case LengthForm::Bits16:
        return payloadLength >= Marks16;
    case LengthForm::Bits64:
        return payloadLength > 0xFFFF;
    }
    return true;
}

bool readFrameHeader(ByteView bytes, FrameHeader& header)
{
    if (bytes.size() < 2) {
        return false;
    }
    const LengthForm form = lengthFormOf(bytes[1]);
    const bool masked = (bytes[1] & MaskBit) != 0;
    const std::size_t keyAt = 2 + lengthSize(form);
    const std::size_t size = keyAt + (masked ? std::tuple_size_v<MaskKey> : 0);
    if (bytes.size() < size) {
        return false;
    }
    takeFirstByte(header, bytes[0]);
    header.masked = masked;
    header.lengthForm = form;
    header.size = static_cast<std::uint8_t>(size);
    header.payloadLength =
        form == LengthForm::Bits7 ? bytes[1] & LengthBits : bigEndian(bytes.subspan(2, keyAt - 2));
    if (masked) {
        std::memcpy(header.maskKey.data(), &bytes[keyAt], header.maskKey.size());
    } else {
        header.maskKey = {};
    }
    return true;
}

std::optional<FrameHeader> parseFrameHeader(ByteView bytes)
{
    FrameHeader header;
    return readFrameHeader(bytes, header) ? std::optional(header) : std::nullopt;
}

FrameHeader parseCutHeader(ByteView bytes)
{
    FrameHeader header;
    if (!bytes.empty()) {
        takeFirstByte(header, bytes[0]);
    }
    if (bytes.size() > 1) {
        header.masked = (bytes[1] & MaskBit) != 0;
        header.lengthForm = lengthFormOf(bytes[1]);
        header.payloadLength = header.lengthForm == LengthForm::Bits7 ? bytes[1] & LengthBits : 0;
    }
    header.size = static_cast<std::uint8_t>(bytes.size());
    return header;
}

} // namespace framescope::wire
