// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "timeline/index/timeline.h"

#include <QString>

namespace framescope::present {

/// Returns the event that the user's input means:
///   12345, 12,345, #12345   the number of an event
///   12.5s, 500ms, 2m, 1:02.5s   the first event at or after a time since the start
///   10:32, 10:32:07, 10:32:07.5  the same for a local time of day, on the first day that has it
/// The error says in plain words what is wrong or possible. Precondition: there are events.
Result<EventId> goToTarget(const timeline::Timeline& timeline, const QString& input);

} // namespace framescope::present
