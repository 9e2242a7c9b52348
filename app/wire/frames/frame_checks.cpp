// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/frame_checks.h"

#include "base/text/counted.h"
#include "base/text/utf8_validator.h"
#include "wire/frames/close_codes.h"

namespace framescope::wire {

namespace {

std::string rsvText(std::uint8_t rsv)
{
    std::string text;
    const auto name = [&](std::uint8_t bit, std::string_view bitName) {
        if ((rsv & bit) != 0) {
            text += text.empty() ? "" : ", ";
            text += bitName;
        }
    };
    name(FrameHeader::Rsv1, "RSV1");
    name(FrameHeader::Rsv2, "RSV2");
    name(FrameHeader::Rsv3, "RSV3");
    return text;
}

std::string opcodeText(Opcode opcode)
{
    return {'0', 'x', "0123456789ABCDEF"[static_cast<unsigned>(opcode) & 0xF]};
}

/// Checks the RSV bits. RSV1 is defined for the first frame of a data message only (RFC 7692 6).
void checkReservedBits(const FrameHeader& header, bool deflate, Violations& violations)
{
    std::uint8_t unexplained = header.rsv;
    if (deflate && (header.rsv & FrameHeader::Rsv1) != 0) {
        if (isControl(header.opcode)) {
            violations.push_back({Rule::DeflateControl, {}});
            unexplained &= ~FrameHeader::Rsv1;
        } else if (header.opcode == Opcode::Continuation) {
            violations.push_back({Rule::DeflateContinuation, {}});
            unexplained &= ~FrameHeader::Rsv1;
        } else if (isData(header.opcode)) {
            unexplained &= ~FrameHeader::Rsv1;
        }
    }
    if (unexplained != 0) {
        violations.push_back({Rule::RsvSet, rsvText(unexplained)});
    }
}

void checkMask(const FrameHeader& header, Direction direction, Violations& violations)
{
    const bool wanted = direction == Direction::Out;
    if (header.masked != wanted) {
        violations.push_back({wanted ? Rule::MaskMissing : Rule::MaskUnexpected, {}});
    }
}

void checkLength(const FrameHeader& header, Violations& violations)
{
    if (!header.lengthIsMinimal()) {
        const bool bits16 = header.lengthForm == LengthForm::Bits16;
        violations.push_back(
            {Rule::LengthNotMinimal,
             counted(header.payloadLength, "byte") + " in " + (bits16 ? "16" : "64") + " bits"});
    }
    if (header.lengthHasMsb()) {
        violations.push_back({Rule::LengthMsb, counted(header.payloadLength, "byte")});
    }
}

/// Checks the first byte of a header: reserved bits, opcode, FIN.
void checkKind(const FrameHeader& header, const FrameCheckContext& context, Violations& violations)
{
    if (header.rsv != 0) {
        checkReservedBits(header, context.deflate, violations);
    }
    if (isReserved(header.opcode)) {
        violations.push_back({Rule::OpcodeReserved, opcodeText(header.opcode)});
    }
    if (isControl(header.opcode) && !header.fin) {
        violations.push_back({Rule::ControlFragmented, {}});
    }
    if (isData(header.opcode)) {
        const bool continues = header.opcode == Opcode::Continuation;
        if (continues && !context.messageOpen) {
            violations.push_back({Rule::ContinuationUnexpected, {}});
        }
        if (!continues && context.messageOpen) {
            violations.push_back({Rule::MessageInterleaved, {}});
        }
    }
    if (context.closeSeen) {
        violations.push_back({Rule::DataAfterClose, {}});
    }
}

} // namespace

void checkFrameHeader(const FrameHeader& header, const FrameCheckContext& context,
                      Violations& violations)
{
    checkMask(header, context.direction, violations);
    checkLength(header, violations);
    if (isControl(header.opcode) && header.payloadLength > MaxControlPayload) {
        violations.push_back({Rule::ControlTooLong, counted(header.payloadLength, "byte")});
    }
    checkKind(header, context, violations);
}

void checkCutHeader(const FrameHeader& header, const FrameCheckContext& context,
                    Violations& violations)
{
    if (header.size >= 2) {
        checkMask(header, context.direction, violations);
    }
    checkKind(header, context, violations);
}

void checkClosePayload(const ClosePayload& close, std::uint64_t payloadLength, bool reasonKept,
                       Violations& violations)
{
    if (payloadLength == 1) {
        violations.push_back({Rule::ClosePayloadShort, {}});
    }
    if (close.code && !closeCode(*close.code).validOnWire) {
        violations.push_back(
            {Rule::CloseCodeInvalid,
             std::to_string(*close.code) + ", " + std::string(closeCode(*close.code).name)});
    }
    Utf8Validator utf8;
    if (!utf8.feed(asBytes(close.reason)) || (reasonKept && !utf8.finish())) {
        violations.push_back(
            {Rule::CloseReasonUtf8, "at byte " + std::to_string(*utf8.errorOffset())});
    }
}

} // namespace framescope::wire
