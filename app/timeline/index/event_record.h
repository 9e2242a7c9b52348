// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <optional>
#include <string>

namespace framescope::timeline {

/// The two views of a recording.
enum class View : std::uint8_t { Messages, Frames };

/// Whether an entry is a row of the view.
bool isVisible(const Entry& entry, View view);

/// The kind of an entry in a view: a message of one frame is a Frame in View::Frames and a Message
/// in View::Messages.
Kind kindIn(const Entry& entry, View view);

/// The detail of an entry, default values if it has none; a changed note has its current text.
Detail currentDetail(const Timeline& timeline, EventId id);

/// The first `error` of a connection, which later ones follow from, such as a reset after a TLS
/// alert. Examines the last `lookBack` events: seldom more than `closed` follows an error.
std::optional<EventId> firstError(const Timeline& timeline, ConnectionId conn,
                                  std::size_t lookBack = 256);

/// An event with all its data, by value.
struct EventRecord
{
    EventId id;
    Kind kind = Kind::Event;
    Entry entry;
    Duration sinceStart{};
    std::optional<wire::FrameHeader> header; ///< of frames
    Detail detail;                           ///< default values if the entry has none
    Bytes payload;                           ///< of frames and messages, unmasked, inflated
    bool payloadCut = false;                 ///< it is longer than `payloadLimit`
    /// The unmasked compressed payload if it could not be inflated; limited like `payload`.
    std::optional<Bytes> wirePayload;
};

/// Whether a compressed payload could not be inflated completely. A message that refers to data in
/// a gap violates no rule.
bool isDamaged(const Entry& entry, const Detail& detail);

/// The reason why a compressed payload is incomplete although no rule is violated, "bytes of it are
/// missing from the recording"; empty if it is complete.
std::string whyNotInflated(const Detail& detail);

Result<EventRecord> eventRecord(const Timeline& timeline, StreamReader& reader, EventId id,
                                View view, std::uint64_t payloadLimit = UINT64_MAX);

} // namespace framescope::timeline
