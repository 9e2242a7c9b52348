// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "present/rows/timeline_model.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace framescope::present {

/// How a row's times are told.
struct RowTime
{
    TimeFormat format = TimeFormat::SinceStart;
    std::optional<EventId> above; ///< the event of the row before it
};

/// What a cell says; of the Preview column nothing, since that has to be read.
QString cellText(const timeline::Timeline& timeline, EventId id, TimelineModel::Column column,
                 const RowTime& time);

/// A closed fold: the row that stands for its events.
struct FoldedText
{
    EventId last;
    QString text; ///< "12 heartbeats: ping every 5.00 s"
};
/// By the first event.
using FoldedTexts = std::map<EventId, FoldedText>;

/// Writes rows as they are shown: these columns, tab-separated, a line each; of a fold one.
MakeRowWriter rowTextWriter(std::vector<TimelineModel::Column> columns, TimeFormat format,
                            FoldedTexts folds = {});

} // namespace framescope::present
