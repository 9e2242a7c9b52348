// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <QString>

// What a row says of its event, on one line.
namespace framescope::present {

/// Bytes of a payload that a preview is made of, at most.
inline constexpr std::uint64_t PreviewBytes = 240;

/// Text on one line: control characters and what else can't be seen by their escapes (\x1b, \n,
/// \u200b), bad UTF-8 as U+FFFD, "…" where there is more than `bytes`.
QString previewOfText(ByteView bytes, bool more);

/// "89 50 4E 47 0D 0A  .PNG..", "…" where there is more.
QString previewOfBinary(ByteView bytes, bool more);

/// A life-cycle event in a few words, from its detail alone.
QString previewOfLifeCycle(const timeline::Entry& entry, const timeline::Detail* detail);

/// Whether an event carries nothing, so that its preview is words of ours: "empty text".
bool isPlaceholder(const timeline::Timeline& timeline, const timeline::Entry& entry);

/// Whether the preview can be had without inflating, and without looking at many frames: then
/// reading it takes microseconds.
bool isCheap(const timeline::Timeline& timeline, const timeline::Entry& entry);

/// The preview of any event. Reads at most PreviewBytes of a payload.
QString preview(const timeline::Timeline& timeline, timeline::StreamReader& reader, EventId id);

} // namespace framescope::present
