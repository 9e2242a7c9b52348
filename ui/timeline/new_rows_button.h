// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QPushButton>

#include <optional>

class QTimer;

namespace framescope::ui {

class TimelineView;

/// Stands over the end of a timeline that no longer follows, says how many rows came that
/// were not on screen yet, and follows again when it is clicked.
class NewRowsButton : public QPushButton
{
    Q_OBJECT

public:
    NewRowsButton(TimelineView& view, present::TimelineModel& model);

    /// Rows added since following stopped that were not on screen yet.
    int newRows() const { return newRows_; }

private:
    void followingChanged(bool following);
    void refresh();
    void place();

    TimelineView& view_;
    present::TimelineModel& model_;
    std::shared_ptr<const timeline::Timeline> timeline_; ///< the timeline of `seen_`
    std::optional<EventId> seen_; ///< the newest that was on screen; set while it counts
    int newRows_ = 0;
    QTimer* soon_;
};

} // namespace framescope::ui
