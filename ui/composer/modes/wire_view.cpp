// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/wire_view.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "ui/style/fonts.h"
#include "wire/frames/frame_header.h"

#include <QEvent>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr std::size_t MostShownFrames = 64;
constexpr std::size_t MostShownBytes = 512; // of the payload of a frame

QString spacedBytes(ByteView bytes)
{
    return QString::fromStdString(spacedHex(bytes));
}

} // namespace

WireView::WireView(QWidget* parent) : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("wireView"));
    setAccessibleName(tr("The bytes that go out"));
    setToolTip(tr("The bytes that go out"));
    setReadOnly(true);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    style::usePayloadFont(*this);
    setMinimumHeight(fontMetrics().lineSpacing() + 12);
}

void WireView::show(const std::vector<message::Frame>& frames)
{
    empty();
    for (std::size_t n = 0; n < std::min(frames.size(), MostShownFrames); ++n) {
        append(frames[n], n);
    }
    if (frames.size() > MostShownFrames) {
        append(tr("\n… and %1 more").arg(frames.size() - MostShownFrames), &style::Colours::muted);
    }
    moveCursor(QTextCursor::Start);
}

void WireView::show(const QString& sentence)
{
    empty();
    append(sentence, &style::Colours::muted);
}

void WireView::append(const message::Frame& frame, std::size_t number)
{
    const ByteView payload = viewOf(frame.payload);
    const std::size_t shown = std::min(payload.size(), MostShownBytes);
    wire::FrameSpec spec = frame.spec; // with the length of the whole payload
    spec.claimedLength = spec.claimedLength.value_or(payload.size());
    spec.rsv |= frame.compressed ? wire::FrameHeader::Rsv1 : 0;
    const Bytes bytes = wire::encodeFrame(spec, payload.first(shown));
    const std::size_t keySize = spec.maskKey ? spec.maskKey->size() : 0;
    const std::size_t head = bytes.size() - shown - keySize;
    const ByteView all(bytes);
    append((number > 0 ? QStringLiteral("\n") : QString()) + tr("%1: head ").arg(number + 1),
           &style::Colours::muted);
    append(spacedBytes(all.first(head)), &style::Colours::accentInk);
    if (keySize > 0) {
        append(tr("  key "), &style::Colours::muted);
        append(spacedBytes(all.subspan(head, keySize)), &style::Colours::number);
    }
    if (frame.compressed) {
        append(tr("  payload of %1 bytes, compressed when it is sent").arg(payload.size()),
               &style::Colours::muted);
    } else if (shown > 0) {
        append(tr("  payload "), &style::Colours::muted);
        append(spacedBytes(all.subspan(head + keySize)), &style::Colours::string);
        if (shown < payload.size()) {
            append(tr(" … %1 bytes in all").arg(payload.size()), &style::Colours::muted);
        }
    }
}

void WireView::append(const QString& text, Colour colour)
{
    parts_.emplace_back(text, colour);
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    QTextCharFormat format;
    format.setForeground(style::colours().*colour);
    end.insertText(text, format);
}

void WireView::empty()
{
    clear();
    parts_.clear();
}

void WireView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        clear();
        for (const auto& [text, colour] : std::exchange(parts_, {})) {
            append(text, colour);
        }
        moveCursor(QTextCursor::Start);
    }
}

} // namespace framescope::ui
