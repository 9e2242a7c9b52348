// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/folded_rows.h"
#include "present/rows/row_list.h"
#include "timeline/heartbeats/heartbeats.h"

#include <map>
#include <memory>
#include <vector>

namespace framescope::present {

/// Finds the folds of a RowList as it grows: three or more adjacent heartbeats. A heartbeat
/// recognised late (a run is known after a few beats) joins the folds next to it.
class FoldFinder
{
public:
    static constexpr std::uint32_t LeastRows = 3;
    static constexpr std::size_t EventsAtOnce = 65'536;

    explicit FoldFinder(std::shared_ptr<const timeline::Timeline> timeline);

    /// Sets other rows of the same timeline.
    void setRows(std::shared_ptr<const RowList> rows);
    /// Examines rows before `end`, about EventsAtOnce events in one call. Returns whether all of
    /// them are examined.
    bool advance(std::size_t end);
    /// The number of rows examined.
    std::size_t seen() const { return seen_; }
    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }

    /// Returns the folds that are new or changed since the last call, ascending. Each replaces
    /// those it overlaps.
    std::vector<Fold> takeChanges();

private:
    void mark(std::size_t row);
    Fold* foldWith(std::size_t row);
    void append(Fold& fold, std::size_t row);
    void put(std::size_t first, std::size_t end);
    void count(Fold& fold, std::size_t row) const;
    void noteChange(const Fold& fold);
    bool isBeat(std::size_t row) const;
    bool isAlike(std::size_t row, std::size_t other) const;

    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::Heartbeats heartbeats_;
    std::shared_ptr<const RowList> rows_;
    std::size_t seen_ = 0;
    std::map<std::uint32_t, Fold> folds_;   ///< by first row
    std::map<std::uint32_t, Fold> changes_; ///< by first row
};

} // namespace framescope::present
