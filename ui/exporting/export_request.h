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

/// What is to be exported, and how. A value: it goes to the thread that writes.
struct ExportRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    filter::Filter filter;                   ///< only events that match
    std::vector<present::EventRange> ranges; ///< ascending; only events in them; empty: all
    transcript::ExportOptions options;       ///< without `wanted`, which follows from these
};

/// The beginning of what an export would write, to be looked at.
struct ExportPreview
{
    static constexpr std::size_t Size = 32 * 1024; ///< bytes at most

    QString text;
    bool cut = false; ///< there is more
};

/// For a task's piece, as it may take long.
Result<ExportPreview> previewOf(const ExportRequest& request, const std::stop_token& stop);

/// Writes a file that takes its place when it is whole. It is not written where `progress` says
/// false. For a task's piece.
Result<void> exportTo(const QString& path, const ExportRequest& request,
                      const transcript::ExportProgress& progress);

} // namespace framescope::ui
