// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/shown_event.h"

#include "ui/details/shell/details_pane.h"
#include "ui/timeline/place_keeper.h"
#include "ui/timeline/table/timeline_view.h"

namespace framescope::ui {

ShownEvent::ShownEvent(TimelineView& view, present::TimelineModel& model, const PlaceKeeper& place,
                       DetailsPane& details, QObject* parent)
    : QObject(parent), view_(view), model_(model), place_(place), details_(details)
{
    connect(&view_, &TimelineView::currentEventChanged, this, &ShownEvent::show);
    connect(&view_, &TimelineView::clicked, this, &ShownEvent::forgetRow);
    connect(&place_, &PlaceKeeper::settled, this, &ShownEvent::show);
    // With folding, the model lists rows some time after the job has found them.
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &ShownEvent::showAwaited,
            Qt::QueuedConnection);
    connect(&model_, &QAbstractItemModel::modelReset, this, &ShownEvent::showAwaited,
            Qt::QueuedConnection);
}

void ShownEvent::show()
{
    // While the rows are replaced, the details keep what they show.
    if (!place_.isSettling()) {
        if (view_.currentEvent() != chosenItself_) {
            chosenItself_.reset();
        }
        details_.showEvent(view_.currentEvent(), model_.view());
    }
}

void ShownEvent::await(EventId error)
{
    if (!view_.currentEvent() || view_.currentEvent() == chosenItself_) {
        awaited_ = error;
        showAwaited();
    }
}

void ShownEvent::showAwaited()
{
    if (awaited_ && model_.rowOf(*awaited_)) {
        view_.showEvent(*awaited_);
        chosenItself_ = view_.currentEvent();
        awaited_.reset();
    }
}

void ShownEvent::forgetError()
{
    awaited_.reset();
    if (view_.currentEvent() == chosenItself_) {
        view_.setCurrentIndex({});
    }
}

} // namespace framescope::ui
