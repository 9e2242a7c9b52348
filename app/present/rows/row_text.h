// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "present/rows/timeline_model.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace framescope::present {

/// How the cells of a row are written.
struct RowWords
{
    TimeFormat format = TimeFormat::SinceStart;
    std::optional<EventId> above = {}; ///< the event of the row above, if any
    bool namesSides = false; ///< Dir is who sent it, "server" or "client", not "in" or "out"
};

/// Returns the text of a cell; empty for the Preview column, which has to be read.
QString cellText(const timeline::Timeline& timeline, EventId id, TimelineModel::Column column,
                 const RowWords& words);

/// The text of a closed fold's row, and the last event of the fold.
struct FoldedText
{
    EventId last;
    QString text; ///< "12 heartbeats: ping every 5.00 s"
};
/// Closed folds by their first event.
using FoldedTexts = std::map<EventId, FoldedText>;

/// Writes rows as they are shown: these columns, tab-separated, one line per row or closed fold. It
/// sets `words.above` itself.
MakeRowWriter rowTextWriter(std::vector<TimelineModel::Column> columns, const RowWords& words,
                            FoldedTexts folds = {});

} // namespace framescope::present
