// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "present/rows/copy_job.h"
#include "transcript/export.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace framescope::ui {

/// The events to export, and how. It is copied to the thread that writes.
struct ExportRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    filter::Filter filter;                   ///< only events that match
    std::vector<present::EventRange> ranges; ///< ascending; if not empty, only these events
    transcript::ExportOptions options;       ///< `wanted` is set from the filter or the ranges
};

/// The beginning of the file that an export would write.
struct ExportPreview
{
    static constexpr std::size_t Size = 32 * 1024; ///< the most bytes

    QString text;
    bool cut = false; ///< there is more
};

/// Makes a preview. May take long, so call it in a background task.
Result<ExportPreview> previewOf(const ExportRequest& request, const std::stop_token& stop);

/// Writes the file, which replaces the one at `path` when complete, or none if `progress` returns
/// false. Call it in a background task.
Result<void> exportTo(const QString& path, const ExportRequest& request,
                      const transcript::ExportProgress& progress);

} // namespace framescope::ui
