// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <QString>

// The one-line text by which a row describes its event.
namespace framescope::present {

/// The most bytes of a payload that a preview is made of.
inline constexpr std::uint64_t PreviewBytes = 240;

/// Returns text on one line: invisible characters as escapes (\x1b, \n, \u200b), invalid UTF-8 as
/// U+FFFD, and "…" at the end if `more` follows `bytes`.
QString previewOfText(ByteView bytes, bool more);

/// "89 50 4E 47 0D 0A  ·PNG··", with "…" after the hex if not all is shown.
QString previewOfBinary(ByteView bytes, bool more);

/// Describes a life-cycle event in a few words, from its detail alone.
QString previewOfLifeCycle(const timeline::Entry& entry, const timeline::Detail* detail);

/// Whether a frame or message is empty, so that its preview is a placeholder: "empty text".
bool isPlaceholder(const timeline::Timeline& timeline, const timeline::Entry& entry);

/// Whether making the preview needs no inflating and not many frames: then it takes microseconds.
bool isCheap(const timeline::Timeline& timeline, const timeline::Entry& entry);

/// Returns the preview of any event. Reads at most PreviewBytes of a payload.
QString preview(const timeline::Timeline& timeline, timeline::StreamReader& reader, EventId id);

} // namespace framescope::present
