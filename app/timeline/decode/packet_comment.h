// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/life_cycle.h"
#include "timeline/index/event_type.h"
#include "timeline/notes/note_edit.h"

#include <string>
#include <string_view>

namespace framescope::timeline {

/// A packet comment of a recording as an event of the timeline.
struct PacketComment
{
    /// Connecting, Resolved, Connected, Secured, Error, Behaviour, Closed or Note.
    Type type = Type::Note;
    bool ours = false; ///< written by Framescope: `framescope {json}`
    LifeCycle content; ///< the object without `conn` and `event`

    NoteEdit edit = {}; ///< where the type is Note: a note or a mark
    /// Of one that stands in its packet: which of the packet's events it is about. 0 is the
    /// first one that comes of the packet's bytes, or the last one of its other comments where
    /// nothing does; -1 that last one. None is 0.
    std::optional<std::int64_t> nth = {};
    /// For a comment about an event that the recording's end makes, such as half a frame: its index
    /// among those events of the connection, from 0.
    std::optional<std::int64_t> end = {};
};

/// A comment holds as much (recording::Recorder::comment cuts what is longer).
inline constexpr std::size_t MaxComment = 65'000;

/// A plain comment, and one of ours that can't be understood, is a Note with its text.
PacketComment parsePacketComment(std::string_view text);

/// What is recorded of an event: `framescope {"conn":N,"event":…}` with its detail. Where that is
/// too long for a comment, the longest members are left out.
std::string eventComment(ConnectionId conn, const LifeCycle& detail);

/// What is recorded of an edit that is made now: `framescope {"conn":N,"event":"note",…}`
/// with `text` and, by their numbers, `on` or `replaces`; or `"event":"mark"` with `on`, and
/// `"marked":false` where the mark is taken away.
std::string noteComment(ConnectionId conn, const NoteEdit& edit);

/// A Framescope comment with its `text` replaced.
std::string withText(std::string_view comment, std::string_view text);

/// The comment of a note or mark in its packet: the text as it is, where that will be
/// understood, else `framescope {"event":"note","text":…,"nth":…}`. A mark is
/// `framescope {"event":"mark","nth":…}`. `end` takes the place of `nth`.
std::string placedComment(NoteEdit::Kind kind, std::string_view text,
                          std::optional<std::int64_t> nth, std::optional<std::int64_t> end = {});

} // namespace framescope::timeline
