// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/visible_rows_job.h"

#include <optional>

namespace framescope::present {

/// The target of a jump from an event: a known event, or the first later one that matches.
struct EventLink
{
    std::optional<EventId> event;
    MakeMatcher matcher;                               ///< finds the target if `event` is none
    std::optional<timeline::View> view = std::nullopt; ///< the only view with the target, if any
};

/// Returns the link from a pong to its ping or from a ping to its pong; nullopt for other events,
/// and for a pong that answers no ping.
std::optional<EventLink> pingPongLink(const timeline::Timeline& timeline, EventId id);

/// Returns the link from a row of Messages to its first frame, or from a row of Frames to its
/// message. A control frame or a life-cycle event links to itself in the other view.
EventLink otherViewLink(const timeline::Timeline& timeline, EventId id, timeline::View view);

/// Whether `found`, which the matcher of a link found, is the link's target. If not, it is the end
/// of the connection, which came first.
bool isLinked(const timeline::Timeline& timeline, EventId from, EventId found);

/// Matches events with a violation of severity Warning or worse.
MakeMatcher violationMatcher();

} // namespace framescope::present
