// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "present/rows/timeline_model.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace framescope::present {

/// How the times of a row are written.
struct RowTime
{
    TimeFormat format = TimeFormat::SinceStart;
    std::optional<EventId> above; ///< the event of the row above, if any
};

/// Returns the text of a cell; empty for the Preview column, which has to be read.
QString cellText(const timeline::Timeline& timeline, EventId id, TimelineModel::Column column,
                 const RowTime& time);

/// The text of a closed fold's row, and the last event of the fold.
struct FoldedText
{
    EventId last;
    QString text; ///< "12 heartbeats: ping every 5.00 s"
};
/// Closed folds by their first event.
using FoldedTexts = std::map<EventId, FoldedText>;

/// Writes rows as they are shown: these columns, tab-separated, one line per row or closed fold.
MakeRowWriter rowTextWriter(std::vector<TimelineModel::Column> columns, TimeFormat format,
                            FoldedTexts folds = {});

} // namespace framescope::present
