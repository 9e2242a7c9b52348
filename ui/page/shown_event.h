// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <optional>

namespace framescope::ui {

class DetailsPane;
class PlaceKeeper;
class TimelineView;

/// Shows the event of the current row in the details. An error by which a connection did not open
/// becomes current by itself, unless a person chose another row.
class ShownEvent : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    ShownEvent(TimelineView& view, present::TimelineModel& model, const PlaceKeeper& place,
               DetailsPane& details, QObject* parent);

    /// Makes an error current, as soon as it is listed.
    void await(EventId error);
    /// Another connection is being made: the error of the one before is of no interest.
    void forgetError();
    /// The rows are those of another timeline.
    void forgetRow() { chosenItself_.reset(); }
    void showAwaited();

private:
    void show();

    TimelineView& view_;
    present::TimelineModel& model_;
    const PlaceKeeper& place_;
    DetailsPane& details_;
    std::optional<EventId> awaited_;
    std::optional<EventId> chosenItself_; ///< selected by this class, not by the user
};

} // namespace framescope::ui
