// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/frame_encoder.h"

#include <QRandomGenerator>

#include <cstring>

namespace framescope::wire {

namespace {

LengthForm shortestForm(std::uint64_t length)
{
    if (length < 126) {
        return LengthForm::Bits7;
    }
    return length <= 0xFFFF ? LengthForm::Bits16 : LengthForm::Bits64;
}

void appendBigEndian(Bytes& out, std::uint64_t value, int byteCount)
{
    for (int shift = 8 * (byteCount - 1); shift >= 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void appendLength(Bytes& out, std::uint8_t maskBit, LengthForm form, std::uint64_t length)
{
    switch (form) {
    case LengthForm::Bits7:
        out.push_back(maskBit | static_cast<std::uint8_t>(length & 0x7F));
        break;
    case LengthForm::Bits16:
        out.push_back(maskBit | 126);
        appendBigEndian(out, length, 2);
        break;
    case LengthForm::Bits64:
        out.push_back(maskBit | 127);
        appendBigEndian(out, length, 8);
        break;
    }
}

} // namespace

void appendFrame(Bytes& out, const FrameSpec& spec, ByteView payload)
{
    const std::uint8_t finBit = spec.fin ? 0x80 : 0;
    const std::uint8_t maskBit = spec.maskKey ? 0x80 : 0;
    const std::uint64_t length = spec.claimedLength.value_or(payload.size());
    out.push_back(static_cast<std::uint8_t>(finBit | (spec.rsv & 7) << 4 |
                                            (static_cast<unsigned>(spec.opcode) & 0xF)));
    appendLength(out, maskBit, spec.lengthForm.value_or(shortestForm(length)), length);
    if (spec.maskKey) {
        append(out, *spec.maskKey);
    }
    append(out, payload);
    if (spec.maskKey) {
        applyMask(MutableByteView(out).last(payload.size()), *spec.maskKey);
    }
}

Bytes encodeFrame(const FrameSpec& spec, ByteView payload)
{
    Bytes out;
    out.reserve(FrameHeader::MaxSize + payload.size());
    appendFrame(out, spec, payload);
    return out;
}

Bytes maskedFrame(Opcode opcode, ByteView payload)
{
    return encodeFrame({.opcode = opcode, .maskKey = randomMaskKey()}, payload);
}

Bytes closePayload(std::optional<std::uint16_t> code, std::string_view reason)
{
    Bytes out;
    if (code) {
        appendBigEndian(out, *code, 2);
        append(out, asBytes(reason));
    }
    return out;
}

MaskKey randomMaskKey()
{
    const quint32 random = QRandomGenerator::system()->generate();
    MaskKey key;
    std::memcpy(key.data(), &random, key.size());
    return key;
}

} // namespace framescope::wire
