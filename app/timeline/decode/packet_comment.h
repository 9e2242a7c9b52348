// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/life_cycle.h"
#include "timeline/index/event_type.h"
#include "timeline/notes/annotation.h"

#include <string>
#include <string_view>

namespace framescope::timeline {

/// A packet comment as an event of the timeline: `framescope {json}` written by Framescope, or a
/// plain comment, which is a note.
struct PacketComment
{
    /// Connecting, Resolved, Connected, Secured, Error, Behaviour, Closed or Note.
    Type type = Type::Note;
    bool ours = false; ///< written by Framescope: `framescope {json}`
    LifeCycle content; ///< the object without `conn` and `event`

    Annotation annotation = {}; ///< where the type is Note: a note or a mark
    /// For a comment on the packet it is about: the index of the event among those of the packet. 0
    /// is the first event of the packet's bytes, or, if its bytes make none, the last event of its
    /// other comments; -1 is always that last event. Nothing means 0.
    std::optional<std::int64_t> nth = {};
    /// For a comment about an event that the recording's end makes, such as half a frame: its index
    /// among those events of the connection, from 0.
    std::optional<std::int64_t> end = {};
};

/// A plain comment, and a Framescope comment that can't be parsed, is a Note with its text.
PacketComment parsePacketComment(std::string_view text);

/// The comment that records a new annotation: `framescope {"conn":N,"event":"note",…}` with `text`
/// and the event number `on` or `replaces`; or `"event":"mark"` with `on`, and `"marked":false` if
/// the mark is removed.
std::string annotationComment(ConnectionId conn, const Annotation& annotation);

/// A Framescope comment with its `text` replaced.
std::string withText(std::string_view comment, std::string_view text);

/// The comment of a note or mark on its packet: the plain text if that can be read back, otherwise
/// `framescope {"event":"note","text":…,"nth":…}`. A mark is `framescope {"event":"mark","nth":…}`.
/// `end` replaces `nth` if it is set.
std::string placedComment(Annotation::Kind kind, std::string_view text,
                          std::optional<std::int64_t> nth, std::optional<std::int64_t> end = {});

} // namespace framescope::timeline
