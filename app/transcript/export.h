// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "timeline/index/timeline.h"
#include "transcript/export_options.h"
#include "transcript/export_output.h"

#include <memory>

namespace framescope::transcript {

/// Writes the events of a timeline in a format that other programs read. Memory grows neither with
/// their number nor with a payload. Secrets are removed (secret_removal.h) unless the options keep
/// them.
///
/// Returns false if `progress` stopped it. On an error of the recording or the sink, the output so
/// far is useless.
Result<bool> exportEvents(const std::shared_ptr<const timeline::Timeline>& timeline,
                          const ExportOptions& options, const ExportSink& sink,
                          const ExportProgress& progress = {});

} // namespace framescope::transcript
