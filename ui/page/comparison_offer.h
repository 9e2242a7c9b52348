// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class DetailsPane;
class TimelineView;

/// While exactly two events of a timeline are selected, offers to compare them, in the details and
/// in the menu of a row, which calls `compare`. All arguments must outlive the view.
void offerComparison(TimelineView& view, const present::TimelineModel& model, DetailsPane& details,
                     const std::function<void()>& compare);

} // namespace framescope::ui
