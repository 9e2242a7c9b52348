// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <optional>

namespace framescope::ui {

class DetailsPane;
class PlaceKeeper;
class TimelineView;

/// Shows the event of the current row in the details. The error of a connection that failed to open
/// becomes current by itself, unless the user chose another row.
class ShownEvent : public QObject
{
    Q_OBJECT

public:
    /// All arguments must outlive it.
    ShownEvent(TimelineView& view, present::TimelineModel& model, const PlaceKeeper& place,
               DetailsPane& details, QObject* parent);

    /// Makes an error current as soon as it has a row, unless the user chose another row.
    void await(EventId error);
    /// Drops the error of the previous connection, as another one is being opened.
    void forgetError();
    /// Treats the current row as chosen by the user from now on.
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
