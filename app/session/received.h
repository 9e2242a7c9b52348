// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/entry.h"

namespace framescope::session {

/// Whether the entry is a whole data message from the server.
inline bool isReceivedMessage(const timeline::Entry& entry)
{
    using timeline::Entry;
    return (entry.type == timeline::Type::Text || entry.type == timeline::Type::Binary) &&
           entry.has(Entry::InMessages) && entry.hasDirection() &&
           entry.direction() == Direction::In && !entry.has(Entry::Incomplete);
}

/// Whether the entry is a Close frame from the server.
inline bool isReceivedClose(const timeline::Entry& entry)
{
    return entry.type == timeline::Type::Close && entry.direction() == Direction::In &&
           !entry.has(timeline::Entry::Incomplete);
}

} // namespace framescope::session
