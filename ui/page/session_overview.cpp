// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/session_overview.h"

#include "filter/language/terms.h"
#include "present/rows/timeline_model.h"
#include "present/time/time_blocks.h"
#include "present/time/time_range.h"
#include "ui/filter/filter_bar.h"
#include "ui/overview/overview_strip.h"
#include "ui/style/icons.h"
#include "ui/timeline/table/timeline_view.h"

#include <QMenu>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <ranges>

namespace framescope::ui {

namespace {

constexpr int FollowInterval = 30; // ms

} // namespace

SessionOverview::SessionOverview(OverviewStrip& strip, FilterBar& filter, TimelineView& view,
                                 present::TimelineModel& model, present::VisibleRowsJob& rows,
                                 QObject* parent)
    : QObject(parent), strip_(strip), filter_(filter), view_(view), model_(model), rows_(rows),
      follow_(new QTimer(this))
{
    follow_->setSingleShot(true);
    follow_->setInterval(FollowInterval);
    connect(follow_, &QTimer::timeout, this, &SessionOverview::followTable);
    const auto moved = [this] {
        if (!follow_->isActive()) {
            follow_->start();
        }
    };
    const QScrollBar* bar = view_.verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, moved);
    connect(bar, &QScrollBar::rangeChanged, this, moved);
    connect(&model_, &QAbstractItemModel::rowsInserted, this, moved);
    connect(&model_, &QAbstractItemModel::modelReset, this, moved);
    connect(&rows_, &present::VisibleRowsJob::changed, this,
            [this] { strip_.setHits(rows_.request().makeMatcher ? rows_.rows() : nullptr); });
    connect(&filter_, &FilterBar::filterEdited, this, &SessionOverview::takeFilter);
    connect(&view_, &TimelineView::rowMenuOpens, this, &SessionOverview::addTo);
    connect(&strip_, &OverviewStrip::filterTermRequested, &filter_, &FilterBar::addTerm);
    connect(&strip_, &OverviewStrip::rangeRemovalRequested, this,
            [this] { filter_.setText(present::withoutTimeRange(filter_.text())); });
    connect(&strip_, &OverviewStrip::timeActivated, this, &SessionOverview::goTo);
}

void SessionOverview::takeFilter(const QString& text)
{
    const auto range = present::timeRangeIn(text);
    if (range != range_) {
        range_ = range;
        strip_.setSelected(range_);
        emit rangeChanged(range_);
    }
}

/// Adds the action that filters by the time range of several selected rows. The statistics then
/// cover this range.
void SessionOverview::addTo(QMenu& menu)
{
    const auto ranges = view_.selectedEvents();
    if (ranges.empty() || ranges.front().first == ranges.back().last) {
        return;
    }
    const auto timeOf = [this](EventId id) {
        return present::sinceStart(*model_.timeline(), model_.timeline()->entry(id));
    };
    const auto [from, to] = std::minmax({timeOf(ranges.front().first), timeOf(ranges.back().last)});
    const QString term = QString::fromStdString(filter::timeTerm(from, to));
    QAction* action = menu.addAction(style::icon(QStringLiteral("clock")),
                                     tr("Only the &time between these rows"), &filter_,
                                     [this, term] { filter_.addTerm(term); });
    action->setData(term);
}

void SessionOverview::followTable()
{
    const int rows = model_.rowCount();
    const int first = view_.rowAt(0);
    if (rows == 0 || first < 0 || !model_.timeline()) {
        strip_.setTableSpan(std::nullopt);
        return;
    }
    const int last = view_.rowAt(view_.viewport()->height() - 1);
    const auto timeOf = [this](int row) {
        return present::placeOf(*model_.timeline(), model_.eventAt(row));
    };
    const Duration from = timeOf(first);
    strip_.setTableSpan(
        present::TimeSpan{from, std::max(from, timeOf(last < 0 ? rows - 1 : last))});
}

void SessionOverview::goTo(Duration time)
{
    if (!model_.timeline() || model_.rowCount() == 0) {
        return;
    }
    const auto rows = std::views::iota(0, model_.rowCount() - 1);
    const auto isEarlier = [&](int row) {
        const auto& entry = model_.timeline()->entry(model_.eventAt(row));
        return present::sinceStart(*model_.timeline(), entry) < time;
    };
    const auto found = std::ranges::partition_point(rows, isEarlier);
    view_.showEvent(model_.eventAt(static_cast<int>(found - rows.begin())));
}

} // namespace framescope::ui
