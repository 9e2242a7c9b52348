// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class DetailsPane;
class TimelineView;

/// Offers the two events that are selected in a timeline for comparison, in the details and in the
/// menu of a row, which calls `compare`; any other number of them takes the offer back. All must
/// outlive the view.
void offerComparison(TimelineView& view, const present::TimelineModel& model, DetailsPane& details,
                     const std::function<void()>& compare);

} // namespace framescope::ui
