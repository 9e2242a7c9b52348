// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/visible_rows_job.h"

#include <optional>

namespace framescope::present {

/// Where a jump from an event leads: to a known event, or to the first later one that matches.
struct EventLink
{
    std::optional<EventId> event;
    MakeMatcher matcher;                               ///< where `event` is not known yet
    std::optional<timeline::View> view = std::nullopt; ///< the view it is a row of, if just one
};

/// From a pong to its ping, from a ping to its pong. Nothing for other events, and for a pong
/// that answers no ping.
std::optional<EventLink> pingPongLink(const timeline::Timeline& timeline, EventId id);

/// From a row of Messages to its first frame, from a row of Frames to its message. A control
/// frame and a life-cycle event lead to themselves in the other view.
EventLink otherViewLink(const timeline::Timeline& timeline, EventId id, timeline::View view);

/// What the matcher of a link found is where it leads; else the search ran into the end of the
/// connection first.
bool isLinked(const timeline::Timeline& timeline, EventId from, EventId found);

/// Matches events with a violation of at least warning.
MakeMatcher violationMatcher();

} // namespace framescope::present
