// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <optional>
#include <string>

namespace framescope::timeline {

/// The two ways to look at a recording.
enum class View : std::uint8_t { Messages, Frames };

/// Whether an entry is a row of the view.
bool isVisible(const Entry& entry, View view);

/// What an entry is in a view: a message of one frame is a Frame in Frames, a Message in Messages.
Kind kindIn(const Entry& entry, View view);

/// What stands beside an entry (defaults where nothing does); of a note that was changed, with
/// the text it has now.
Detail currentDetail(const Timeline& timeline, EventId id);

/// The first `error` of a connection, which others follow from: a reset, say, after an alert of
/// TLS. Looks back over the last events only: an error is followed by little but `closed`.
std::optional<EventId> firstError(const Timeline& timeline, ConnectionId conn);

/// An event with all that is said of it, by value.
struct EventRecord
{
    EventId id;
    Kind kind = Kind::Event;
    Entry entry;
    Duration sinceStart{};
    std::optional<wire::FrameHeader> header; ///< of frames
    Detail detail;                           ///< defaults where the entry has none
    Bytes payload;                           ///< of frames and messages, unmasked, inflated
    bool payloadCut = false;                 ///< there is more than `payloadLimit`
    /// Of what could not be inflated: the payload as it came, unmasked, likewise limited.
    std::optional<Bytes> wirePayload;
};

/// Compressed, but what it carries could not be inflated, or not all of it. A message that refers
/// to what a gap took away breaks no rule.
bool isDamaged(const Entry& entry, const Detail& detail);

/// Why what was compressed is not shown, or not all of it, though no rule was broken: "bytes of it
/// are missing from the recording". Empty where it is.
std::string whyNotInflated(const Detail& detail);

Result<EventRecord> eventRecord(const Timeline& timeline, StreamReader& reader, EventId id,
                                View view, std::uint64_t payloadLimit = UINT64_MAX);

} // namespace framescope::timeline
