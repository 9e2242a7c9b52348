// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "present/rows/copy_job.h"
#include "transcript/export.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace framescope::ui {

/// What is to be exported, and how. A value: it goes to the thread that writes.
struct ExportRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    transcript::ExportFormat format = transcript::ExportFormat::Jsonl;
    timeline::View view = timeline::View::Messages;
    filter::Filter filter;                   ///< only events that match
    std::string expression;                  ///< what `filter` was made from
    std::vector<present::EventRange> ranges; ///< ascending; only events in them; empty: all
    bool keepSecrets = false;
    std::string title; ///< the recording's name, for people
};

/// Writes what is asked for; see transcript::exportEvents. Call it in a worker.
Result<bool> write(const ExportRequest& request, const transcript::ExportSink& sink,
                   const transcript::ExportProgress& progress);

} // namespace framescope::ui
