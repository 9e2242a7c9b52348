// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "timeline/index/timeline.h"
#include "transcript/export_options.h"
#include "transcript/export_output.h"

#include <memory>

namespace framescope::transcript {

/// Writes the events of a timeline in a format of other programs. Memory does not grow with their
/// number, nor with a payload. Without secrets unless these are to be kept: see secret_removal.h.
///
/// False where it was stopped by `progress`. An error comes from the recording or the sink; what
/// was written until then is of no use.
Result<bool> exportEvents(const std::shared_ptr<const timeline::Timeline>& timeline,
                          const ExportOptions& options, const ExportSink& sink,
                          const ExportProgress& progress = {});

} // namespace framescope::transcript
