// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/place_keeper.h"

#include "present/rows/event_links.h"
#include "ui/timeline/table/timeline_view.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace framescope::ui {

using present::TimelineModel;

PlaceKeeper::PlaceKeeper(TimelineView& view, const TimelineModel& model,
                         const present::VisibleRowsJob& job, QObject* parent)
    : QObject(parent), view_(view), model_(model), job_(job)
{
    connect(&view_, &TimelineView::currentEventChanged, this, &PlaceKeeper::remember);
    connect(&model_, &TimelineModel::modelAboutToBeReset, this, &PlaceKeeper::beforeReset);
    connect(&model_, &TimelineModel::modelReset, this, &PlaceKeeper::afterReset);
    // The model lists rows once their folds are known, maybe after the job's last signal.
    const auto settleIfPossible = [this] {
        if (settling_) {
            settle();
        }
    };
    connect(&job_, &present::VisibleRowsJob::changed, this, settleIfPossible);
    connect(&model_, &TimelineModel::rowsInserted, this, settleIfPossible);
    // A user who scrolls does not want the old place any more.
    connect(view_.verticalScrollBar(), &QScrollBar::actionTriggered, this, &PlaceKeeper::giveUp);
    connect(view_.verticalScrollBar(), &QScrollBar::sliderMoved, this, &PlaceKeeper::giveUp);
}

void PlaceKeeper::remember()
{
    if (!acting_) {
        settling_ = false;
        chosen_ = view_.currentEvent();
    }
}

void PlaceKeeper::beforeReset()
{
    acting_ = true;
    if (settling_) {
        return; // keep the place from before the last reset
    }
    const int top = view_.rowAt(0);
    const int bottom = view_.rowAt(view_.viewport()->height() - 1);
    const int current = view_.currentIndex().isValid() ? view_.currentIndex().row() : -1;
    const bool visible = top >= 0 && current >= top && (bottom < 0 || current <= bottom);
    offset_ = visible ? std::optional(current - top) : std::nullopt;
    top_ = top >= 0 ? std::optional(model_.eventAt(top)) : std::nullopt;
    settling_ = true;
}

void PlaceKeeper::afterReset()
{
    acting_ = false;
    if (model_.timeline() != timeline_) {
        timeline_ = model_.timeline();
        chosen_.reset();
        top_.reset();
    }
    if (!chosen_ && (!top_ || view_.isFollowing())) {
        giveUp();
        return;
    }
    settle();
    if (settling_ && !view_.isFollowing()) {
        view_.scrollToTop(); // instead of the end of the rows found so far
    }
}

void PlaceKeeper::giveUp()
{
    if (settling_) {
        settling_ = false;
        emit settled();
    }
}

/// The event to find; in the view Frames, the first frame of a message.
EventId PlaceKeeper::place() const
{
    using timeline::View;
    const EventId kept = chosen_ ? *chosen_ : *top_;
    if (model_.view() == View::Messages) {
        return kept;
    }
    return present::otherViewLink(*timeline_, kept, View::Messages).event.value_or(kept);
}

/// Whether the row of the place, or the nearest row, is final: a later row is listed, or the job
/// has ended. Reads the progress before the rows, since the job continues.
bool PlaceKeeper::isDecided() const
{
    const EventId place = this->place();
    const present::RowsProgress progress = job_.progress();
    const auto rows = job_.rows();
    if (!rows || rows != model_.rows()) {
        return false;
    }
    const std::size_t found = rows->size();
    const std::size_t listed = model_.listedRows();
    return progress.complete() || progress.cancelled ? listed == found
                                                     : rows->lowerBound(place, listed) < listed;
}

/// The row of the place, or the nearest one; -1 if there are no rows.
int PlaceKeeper::nearestRow(EventId place) const
{
    const int row = model_.nearestRow(place);
    if (row <= 0) {
        return row;
    }
    const std::int64_t after = std::int64_t{model_.eventAt(row).value} - place.value;
    const std::int64_t before = std::int64_t{place.value} - model_.lastEventAt(row - 1).value;
    return after > 0 && before < after ? row - 1 : row;
}

void PlaceKeeper::settle()
{
    const EventId place = this->place();
    const auto row = model_.rowOf(place);
    if (!row && !isDecided()) {
        return;
    }
    if (row) {
        goTo(*row);
    } else if (const int nearest = nearestRow(model_.toldBy(place)); nearest >= 0) {
        goTo(nearest);
    }
    giveUp();
}

void PlaceKeeper::goTo(int row)
{
    const QScopedValueRollback acting(acting_, true);
    const bool following = view_.isFollowing();
    if (chosen_) {
        view_.setCurrentIndex(model_.index(row, view_.horizontalHeader()->logicalIndexAt(0)));
    }
    if (following) {
        view_.setFollowing(true); // setting the current row has ended it
        return;
    }
    const QModelIndex place = model_.index(row, view_.horizontalHeader()->logicalIndexAt(0));
    const int offset = chosen_ ? offset_.value_or(-1) : 0;
    if (offset < 0) {
        view_.scrollTo(place, QAbstractItemView::PositionAtCenter);
    } else {
        view_.scrollTo(model_.index(std::max(0, row - offset), place.column()),
                       QAbstractItemView::PositionAtTop);
    }
}

} // namespace framescope::ui
