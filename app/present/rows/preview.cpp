// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/preview.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "present/words/format.h"
#include "present/words/life_cycle_text.h"
#include "present/words/visible_line.h"
#include "timeline/index/event_record.h"
#include "wire/frames/close_codes.h"

#include <QList>

#include <algorithm>

namespace framescope::present {

namespace {

using timeline::Entry;
using timeline::Type;

constexpr std::size_t BinaryBytes = 32;

/// Returns the preview of an event without payload. It can't be mistaken for text that was sent,
/// since rows show it in another style.
QString placeholderOf(const timeline::Timeline& timeline, const Entry& entry)
{
    if (entry.has(Entry::Incomplete)) {
        return QStringLiteral("none of its content was received");
    }
    if (entry.has(Entry::Compressed) && entry.has(Entry::HasViolation)) {
        return QStringLiteral("none of %1 could be inflated")
            .arg(formatBytes(timeline.wireLength(entry)));
    }
    switch (entry.type) {
    case Type::Text:
        return QStringLiteral("empty text");
    case Type::Binary:
        return QStringLiteral("empty binary message");
    case Type::Continuation:
        return QStringLiteral("empty fragment");
    case Type::Ping:
        return QStringLiteral("ping without payload");
    case Type::Pong:
        return QStringLiteral("pong without payload");
    case Type::Close:
        return QStringLiteral("close without a code");
    default:
        return QStringLiteral("frame without payload");
    }
}

QString previewOfClose(const Entry& entry, const timeline::Detail* detail)
{
    if (!detail || !detail->code) {
        return QStringLiteral("close with %1, too short for a code").arg(formatBytes(entry.length));
    }
    const QString text = closeText(*detail->code, detail->reason);
    return wire::closeCode(*detail->code).validOnWire
               ? text
               : text + QStringLiteral("  ·  a code that must not be sent");
}

QString withTimeSincePing(const QString& text, const timeline::Detail* detail)
{
    if (!detail || (!detail->roundTrip && !detail->answeredIn)) {
        return text;
    }
    const QString trip =
        detail->roundTrip
            ? QStringLiteral("round trip %1").arg(formatDuration(*detail->roundTrip))
            : QStringLiteral("answered in %1").arg(formatDuration(*detail->answeredIn));
    return text.isEmpty() ? trip : text + QStringLiteral("  ·  ") + trip;
}

QString withMissing(const QString& text, const timeline::Detail* detail)
{
    return detail && detail->missing > 0
               ? text + QStringLiteral("  ·  %1 missing").arg(formatBytes(detail->missing))
               : text;
}

bool looksLikeText(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](std::uint8_t b) { return b >= 0x20 && b < 0x7F; });
}

} // namespace

QString previewOfText(ByteView bytes, bool more)
{
    std::string_view whole = asText(bytes);
    whole.remove_suffix(more ? unfinishedTail(whole) : 0);
    const QString text = visibleLine(toQString(whole));
    return more ? text + QChar(0x2026) : text;
}

QString previewOfBinary(ByteView bytes, bool more)
{
    const ByteView head = bytes.first(std::min(bytes.size(), BinaryBytes));
    QString hex = latinText(spacedHex(head)).toUpper();
    QString ascii;
    for (const std::uint8_t byte : head) {
        ascii += byte >= 0x20 && byte < 0x7F ? QLatin1Char(static_cast<char>(byte)) : QChar(0x00B7);
    }
    if (more || head.size() < bytes.size()) {
        hex += QStringLiteral(" …");
    }
    return head.empty() ? QString() : hex + QStringLiteral("  ") + ascii;
}

bool isPlaceholder(const timeline::Timeline& timeline, const Entry& entry)
{
    return !timeline::isLifeCycle(entry.type) && timeline.length(entry) == 0;
}

bool isCheap(const timeline::Timeline& timeline, const Entry& entry)
{
    constexpr std::uint32_t FewFrames = 64; // each frame has to be looked at, and may be empty
    if (timeline::isLifeCycle(entry.type) || entry.type == Type::Close) {
        return true;
    }
    return !entry.has(Entry::Compressed) &&
           (!entry.has(Entry::Assembled) || timeline.detail(entry)->frames <= FewFrames);
}

QString preview(const timeline::Timeline& timeline, timeline::StreamReader& reader, EventId id)
{
    const Entry& entry = timeline.entry(id);
    const timeline::Detail* detail = timeline.detail(entry);
    if (entry.type == Type::Note) {
        const timeline::Detail note = timeline::currentDetail(timeline, id);
        return previewOfLifeCycle(entry, detail ? &note : nullptr);
    }
    if (timeline::isLifeCycle(entry.type)) {
        return previewOfLifeCycle(entry, detail);
    }
    if (isPlaceholder(timeline, entry)) {
        return withMissing(withTimeSincePing(placeholderOf(timeline, entry), detail), detail);
    }
    if (entry.type == Type::Close) {
        return withMissing(previewOfClose(entry, detail), detail);
    }
    const auto payload = reader.payload(id, 0, PreviewBytes);
    if (!payload) {
        return QStringLiteral("(%1)").arg(QString::fromStdString(payload.error().message()));
    }
    const bool more = payload->size() < timeline.length(entry);
    if (timeline::isControl(entry.type)) {
        const QString text = looksLikeText(*payload) ? previewOfText(*payload, more)
                                                     : previewOfBinary(*payload, more);
        return withMissing(withTimeSincePing(text, detail), detail);
    }
    return withMissing(entry.type == Type::Text || entry.type == Type::Continuation
                           ? previewOfText(*payload, more)
                           : previewOfBinary(*payload, more),
                       detail);
}

} // namespace framescope::present
