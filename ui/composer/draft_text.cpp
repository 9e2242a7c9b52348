// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/draft_text.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "present/words/visible_line.h"

namespace framescope::ui {

namespace {

constexpr qsizetype Beginning = 200;

QString formText(message::Form form)
{
    switch (form) {
    case message::Form::Text:
        break;
    case message::Form::Hex:
        return translated("hex");
    case message::Form::Base64:
        return translated("Base64");
    case message::Form::File:
        return translated("file");
    case message::Form::MessagePack:
        return translated("MessagePack");
    case message::Form::Cbor:
        return translated("CBOR");
    }
    return translated("binary");
}

} // namespace

QString kindText(const message::Draft& draft)
{
    using Kind = message::Draft::Kind;
    switch (draft.kind) {
    case Kind::Text:
        return draft.form == message::Form::File ? translated("text file") : translated("text");
    case Kind::Json:
        return translated("JSON");
    case Kind::Binary:
        return formText(draft.form);
    case Kind::Ping:
        return translated("ping");
    case Kind::Pong:
        return translated("pong");
    case Kind::Close:
        return translated("close");
    case Kind::Raw:
        return translated("bytes");
    case Kind::Frames:
        break;
    }
    return present::formatCounted(draft.frames.size(), "frame");
}

QString lineOf(const message::Draft& draft)
{
    QString text = draft.content;
    if (draft.kind == message::Draft::Kind::Close) {
        text = (draft.code.isEmpty() ? translated("no code") : draft.code) + QLatin1Char(' ') +
               draft.content;
    }
    if (!draft.frames.empty()) {
        text = draft.frames.front().payload;
    }
    return present::visibleLine(text.left(Beginning));
}

} // namespace framescope::ui
