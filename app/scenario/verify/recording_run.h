// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "scenario/model/verdict.h"
#include "scenario/verify/run_options.h"
#include "scenario/verify/run_plan.h"
#include "timeline/index/timeline.h"

#include <memory>

namespace framescope::scenario {

/// Takes the steps of a scenario against a recording, from its connection `first` on. A `connect`
/// stands for the next connection. What is sent must be there, in its order; its content too,
/// unless it has a template. Behaviours and misdeeds are passed over. Waits for nothing.
RunResult verifyRecording(const PlannedRun& run, const RunOptions& options,
                          const std::shared_ptr<const timeline::Timeline>& timeline,
                          ConnectionId first);

} // namespace framescope::scenario
