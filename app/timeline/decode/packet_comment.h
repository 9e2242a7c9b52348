// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/life_cycle.h"
#include "timeline/index/event_type.h"
#include "timeline/notes/note_edit.h"

#include <string>
#include <string_view>

namespace framescope::timeline {

/// A packet comment of a recording, as an event of the timeline.
struct PacketComment
{
    /// Connecting, Resolved, Connected, Secured, Error, Behaviour, Closed or Note.
    Type type = Type::Note;
    bool ours = false; ///< written by Framescope: `framescope {json}`
    LifeCycle content; ///< the object without `conn` and `event`

    NoteEdit edit = {}; ///< the note or mark, if the type is Note
    /// For a comment in the packet of its event: the event's index. 0 is the first event from the
    /// packet's bytes, or, if there is none, the last event from its other comments; -1 is that
    /// last event. nullopt means 0.
    std::optional<std::int64_t> nth = {};
    /// For an event caused by the end of the recording, such as a cut-off frame: its index among
    /// those events of the connection, from 0.
    std::optional<std::int64_t> end = {};
};

/// The most bytes of a comment (recording::Recorder::comment cuts longer ones).
inline constexpr std::size_t MaxComment = 65'000;

/// Parses a comment. One without our prefix, or that can't be parsed, is a Note with its text.
PacketComment parsePacketComment(std::string_view text);

/// The comment that records an event: `framescope {"conn":N,"event":…}` with its detail. If that is
/// too long for a comment, the longest members are left out.
std::string eventComment(ConnectionId conn, const LifeCycle& detail);

/// The comment of an event, and what it would be parsed to.
struct EventComment
{
    std::string text;
    PacketComment parsed;
};
/// The same as `eventComment`. Whole numbers in the detail's values are unsigned unless negative.
EventComment recordedEvent(ConnectionId conn, LifeCycle detail);

/// The comment that records an edit: `framescope {"conn":N,"event":"note",…}` with `text` and, as
/// event numbers, `on` or `replaces`; or `"event":"mark"` with `on`, and with `"marked":false` if
/// the mark is removed.
std::string noteComment(ConnectionId conn, const NoteEdit& edit);

/// The comment `comment`, one of ours, with its `text` replaced.
std::string withText(std::string_view comment, std::string_view text);

/// The comment for a note or mark in the packet of its event: the text as it is, if it will be
/// understood, else `framescope {"event":"note","text":…,"nth":…}`. A mark is `framescope
/// {"event":"mark","nth":…}`. `end` replaces `nth`.
std::string placedComment(NoteEdit::Kind kind, std::string_view text,
                          std::optional<std::int64_t> nth, std::optional<std::int64_t> end = {});

} // namespace framescope::timeline
