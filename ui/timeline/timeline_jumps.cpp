// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_jumps.h"

#include "present/words/format.h"
#include "ui/timeline/table/timeline_view.h"

#include <utility>

namespace framescope::ui {

using timeline::View;

TimelineJumps::TimelineJumps(TimelineView& view, present::TimelineModel& model,
                             present::VisibleRowsJob& rows)
    : QObject(&view), view_(view), model_(model), rows_(rows)
{
    connect(&job_, &present::FindJob::finished, this, &TimelineJumps::found);
    // Runs after the model's slot, which was connected first.
    connect(&rows_, &present::VisibleRowsJob::changed, this, &TimelineJumps::showAwaited);
    // Queued, to run after PlaceKeeper.
    connect(&model_, &QAbstractItemModel::modelReset, this, &TimelineJumps::showAwaited,
            Qt::QueuedConnection);
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &TimelineJumps::showAwaited,
            Qt::QueuedConnection);
}

void TimelineJumps::toPingOrPong()
{
    const auto from = view_.currentEvent();
    if (!from) {
        emit noticed(tr("Pick a ping or a pong first."));
        return;
    }
    const auto link = present::pingPongLink(*model_.timeline(), *from);
    if (!link) {
        const bool pong = model_.timeline()->entry(*from).type == timeline::Type::Pong;
        emit noticed(pong ? tr("This pong answers no ping.")
                          : tr("This is neither a ping nor a pong."));
        return;
    }
    follow(*from, *link, tr("This ping was not answered."));
}

void TimelineJumps::toOtherView()
{
    const auto from = view_.currentEvent();
    if (!from) {
        emit noticed(tr("Pick a row first."));
        return;
    }
    follow(*from, present::otherViewLink(*model_.timeline(), *from, model_.view()),
           tr("The message of this frame was never completed."));
}

void TimelineJumps::toViolation(bool backward)
{
    const int count = model_.rowCount();
    if (count == 0) {
        return;
    }
    const present::RowList& rows = *model_.rows();
    const std::size_t shown = model_.listedRows();
    const auto from = view_.currentEvent();
    const std::size_t at = from ? rows.lowerBound(*from, shown) : backward ? 0 : shown - 1;
    search_ = {std::nullopt, std::nullopt, tr("No row breaks a rule.")};
    emit searching(tr("Looking for a violation…"));
    job_.start({model_.timeline(), model_.view(), model_.rows(), shown,
                (at + (backward ? shown - 1 : 1)) % shown, backward, true,
                present::violationMatcher()});
}

void TimelineJumps::to(EventId id)
{
    cancel();
    show(id, std::nullopt);
}

void TimelineJumps::cancel()
{
    awaited_.reset();
    job_.cancel();
    emit searched();
}

void TimelineJumps::follow(EventId from, const present::EventLink& link, const QString& failure)
{
    cancel();
    if (link.event) {
        show(*link.event, link.view);
        return;
    }
    search_ = {from, link.view, failure};
    emit searching(tr("Looking for the destination…"));
    const auto timeline = model_.timeline();
    job_.start({timeline, model_.view(), nullptr, timeline->size(),
                static_cast<std::size_t>(from.value), false, false, link.matcher});
}

void TimelineJumps::found(const present::FindResult& result)
{
    emit searched();
    const bool good =
        result.event &&
        (!search_.from || present::isLinked(*model_.timeline(), *search_.from, *result.event));
    if (good) {
        show(*result.event, search_.view);
    } else {
        emit noticed(search_.failure);
    }
}

void TimelineJumps::show(EventId id, std::optional<View> view)
{
    awaited_ = Awaited{id, view.value_or(model_.view())};
    if (awaited_->view != model_.view()) {
        emit viewWanted(awaited_->view);
    } else {
        showAwaited();
    }
}

void TimelineJumps::showAwaited()
{
    if (!awaited_ || model_.view() != awaited_->view || rows_.request().view != awaited_->view) {
        return;
    }
    const bool listed = model_.rowOf(awaited_->id).has_value();
    const present::RowList& rows = *model_.rows(); // may be ahead of the model
    const bool hidden =
        rows_.progress().scanned > awaited_->id.value && !rows.find(awaited_->id, rows.size());
    if (!listed && !hidden) {
        return;
    }
    const Awaited awaited = *std::exchange(awaited_, std::nullopt);
    view_.showEvent(awaited.id);
    const QString number = present::formatCount(awaited.id.value + std::uint64_t{1});
    if (!listed && model_.rowOf(model_.toldBy(awaited.id))) {
        emit noticed(tr("Number %1 is a note on this row.").arg(number));
    } else if (!listed) {
        const bool other = !timeline::isVisible(model_.timeline()->entry(awaited.id), awaited.view);
        emit noticed(other
                         ? tr("Number %1 has no row in this view; this is the nearest.").arg(number)
                         : tr("The filter hides number %1; this is the nearest.").arg(number));
    }
}

} // namespace framescope::ui
