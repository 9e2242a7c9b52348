// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <memory>

namespace framescope::test {

using SharedTimeline = std::shared_ptr<const timeline::Timeline>;

// What is asked of a hostile recording: nothing throws, and what is promised holds. Ends the
// program where it does not.

/// JSON of every exporter is JSON, text has no character that steers a terminal.
void exportAll(const SharedTimeline& timeline);

/// The models of the window's views, with each role of each cell, and the filter.
void showAll(const SharedTimeline& timeline);

} // namespace framescope::test
