// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::ui {

class TimelineView;

/// Keeps the current row where it is on screen when the rows are replaced, by another
/// filter for instance: as soon as its event is found again, or the nearest where it is not
/// shown any more. What was chosen by hand is remembered, so that it comes back when the
/// filter goes.
class PlaceKeeper : public QObject
{
    Q_OBJECT

public:
    /// All three must outlive it.
    PlaceKeeper(TimelineView& view, const present::TimelineModel& model,
                const present::VisibleRowsJob& job, QObject* parent = nullptr);

    /// Whether the rows were replaced and the place is not found yet.
    bool isSettling() const { return settling_; }

signals:
    /// The place was found or given up.
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
    std::optional<EventId> top_;    ///< the first row in view, where none was chosen
    std::optional<int> offset_;     ///< rows from the top of the view; none: not in view
    bool settling_ = false;
    bool acting_ = false; ///< this class changes the view, not the user
};

} // namespace framescope::ui
