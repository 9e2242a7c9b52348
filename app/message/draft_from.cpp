// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/draft_from.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "wire/frames/close_codes.h"
#include "wire/frames/close_payload.h"

#include <optional>
#include <utility>

namespace framescope::message {

namespace {

QString hexOf(ByteView bytes)
{
    return latinText(spacedHex(bytes));
}

/// The payload as text, if a text can be written for it.
std::optional<QString> textOf(ByteView payload)
{
    return isUtf8(payload) ? withoutTemplates(toQString(asText(payload))) : std::nullopt;
}

/// A draft whose content is text if that is possible, else hex.
Draft textDraft(Draft::Kind kind, ByteView payload)
{
    Draft draft;
    draft.kind = kind;
    if (auto text = textOf(payload)) {
        draft.content = *std::move(text);
    } else {
        draft.form = Form::Hex;
        draft.content = hexOf(payload);
    }
    return draft;
}

/// With code and reason if these say all.
Draft closeDraft(ByteView payload)
{
    Draft draft;
    draft.kind = Draft::Kind::Close;
    const wire::ClosePayload close = wire::parseClosePayload(payload);
    const auto reason = textOf(asBytes(close.reason));
    if (close.code && reason && close.reason.size() <= wire::MaxCloseReason) {
        draft.code = QString::number(*close.code);
        draft.content = *reason;
    } else {
        draft.content = hexOf(payload);
    }
    return draft;
}

} // namespace

Draft draftFrom(wire::Opcode opcode, ByteView payload)
{
    const bool isLong = wire::isControl(opcode) && payload.size() > wire::MaxControlPayload;
    switch (isLong ? wire::Opcode::Continuation : opcode) {
    case wire::Opcode::Text:
        return textDraft(Draft::Kind::Text, payload);
    case wire::Opcode::Ping:
        return textDraft(Draft::Kind::Ping, payload);
    case wire::Opcode::Pong:
        return textDraft(Draft::Kind::Pong, payload);
    case wire::Opcode::Close:
        return closeDraft(payload);
    case wire::Opcode::Binary: {
        Draft draft;
        draft.kind = Draft::Kind::Binary;
        draft.form = Form::Hex;
        draft.content = hexOf(payload);
        return draft;
    }
    case wire::Opcode::Continuation:
        break;
    }
    wire::FrameHeader header;
    header.opcode = opcode;
    header.masked = true;
    header.payloadLength = payload.size();
    return draftFrom(header, payload);
}

Draft draftFrom(const wire::FrameHeader& header, ByteView payload)
{
    FrameDraft frame;
    frame.fin = header.fin;
    frame.rsv = header.rsv;
    frame.opcode = static_cast<std::uint8_t>(header.opcode);
    frame.mask = header.masked ? FrameDraft::Mask::Random : FrameDraft::Mask::None;
    if (!header.lengthIsMinimal()) {
        frame.lengthForm = header.lengthForm;
    }
    if (auto text = textOf(payload)) {
        frame.payload = *std::move(text);
    } else {
        frame.form = Form::Hex;
        frame.payload = hexOf(payload);
    }
    Draft draft;
    draft.kind = Draft::Kind::Frames;
    draft.frames.push_back(std::move(frame));
    return draft;
}

} // namespace framescope::message
