// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frame_header.h"

#include <algorithm>

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

void takeSecondByte(FrameHeader& header, std::uint8_t byte)
{
    header.masked = (byte & MaskBit) != 0;
    header.payloadLength = byte & LengthBits;
    header.size = header.masked ? 6 : 2;
    header.lengthForm = LengthForm::Bits7;
    if (header.payloadLength == Marks16) {
        header.lengthForm = LengthForm::Bits16;
        header.size += 2;
    } else if (header.payloadLength == Marks64) {
        header.lengthForm = LengthForm::Bits64;
        header.size += 8;
    }
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

std::optional<FrameHeader> parseFrameHeader(ByteView bytes)
{
    if (bytes.size() < 2) {
        return std::nullopt;
    }
    FrameHeader header;
    takeFirstByte(header, bytes[0]);
    takeSecondByte(header, bytes[1]);
    if (bytes.size() < header.size) {
        return std::nullopt;
    }
    std::size_t at = 2;
    if (header.lengthForm != LengthForm::Bits7) {
        const std::size_t lengthSize = header.lengthForm == LengthForm::Bits16 ? 2 : 8;
        header.payloadLength = bigEndian(bytes.subspan(at, lengthSize));
        at += lengthSize;
    }
    if (header.masked) {
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 4, header.maskKey.begin());
    }
    return header;
}

FrameHeader parseCutHeader(ByteView bytes)
{
    FrameHeader header;
    if (!bytes.empty()) {
        takeFirstByte(header, bytes[0]);
    }
    if (bytes.size() > 1) {
        takeSecondByte(header, bytes[1]);
        if (header.lengthForm != LengthForm::Bits7) {
            header.payloadLength = 0;
        }
    }
    header.size = static_cast<std::uint8_t>(bytes.size());
    return header;
}

} // namespace framescope::wire
