// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/event_type.h"

#include <string>
#include <string_view>

namespace framescope::timeline {

/// A packet comment of a recording (DESIGN 3) as an event of the timeline.
struct PacketComment
{
    /// Connecting, Resolved, Connected, Secured, Error, Behaviour, Closed or Note.
    Type type = Type::Note;
    bool ours = false; ///< written by Framescope: `framescope {json}`
    std::string url;   ///< its `url`, where it has one
    std::string json;  ///< the object without `conn` and `event`
};

/// A plain comment, and one of ours that can't be understood, is a Note with its text.
PacketComment parsePacketComment(std::string_view text);

} // namespace framescope::timeline
