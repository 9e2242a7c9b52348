// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::ui {

class TimelineView;

/// Keeps the current row at its place on screen when the rows are replaced, by another filter for
/// instance: goes to its event as soon as that is found again, or to the nearest row if it is
/// filtered out. Remembers the row that the user chose and returns to it when the filter is
/// removed.
class PlaceKeeper : public QObject
{
    Q_OBJECT

public:
    /// All arguments except `parent` must outlive it.
    PlaceKeeper(TimelineView& view, const present::TimelineModel& model,
                const present::VisibleRowsJob& job, QObject* parent = nullptr);

    /// Whether the rows were replaced and the place is not found yet.
    bool isSettling() const { return settling_; }

signals:
    /// Emitted when the place was found or given up.
    void settled();

private:
    void remember();
    void beforeReset();
    void afterReset();
    void settle();
    EventId place() const;
    bool isDecided() const;
    int nearestRow(EventId place) const;
    void goTo(int row);
    void giveUp();

    TimelineView& view_;
    const present::TimelineModel& model_;
    const present::VisibleRowsJob& job_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<EventId> chosen_; ///< by the user
    std::optional<EventId> top_;    ///< the first row in view, used if none was chosen
    std::optional<int> offset_;     ///< rows from the top of the view; nullopt: not in view
    bool settling_ = false;
    bool acting_ = false; ///< this class changes the view, not the user
};

} // namespace framescope::ui
