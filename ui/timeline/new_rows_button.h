// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QPushButton>

#include <optional>

class QTimer;

namespace framescope::ui {

class TimelineView;

/// A button over the end of a timeline that does not follow. Shows how many new rows were not on
/// screen yet; a click follows the newest row again.
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
    std::optional<EventId> seen_; ///< the newest on screen so far; nullopt while following
    int newRows_ = 0;
    QTimer* soon_;
};

} // namespace framescope::ui
