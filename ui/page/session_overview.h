// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/time_span.h"

#include <QObject>

#include <optional>

class QMenu;
class QTimer;

namespace framescope::present {
class TimelineModel;
class VisibleRowsJob;
} // namespace framescope::present

namespace framescope::ui {

class FilterBar;
class OverviewStrip;
class TimelineView;

/// Ties the overview strip to the filter and the table of a session.
class SessionOverview : public QObject
{
    Q_OBJECT

public:
    /// Everything must outlive it.
    SessionOverview(OverviewStrip& strip, FilterBar& filter, TimelineView& view,
                    present::TimelineModel& model, present::VisibleRowsJob& rows, QObject* parent);

    /// The time range of the filter.
    const std::optional<present::TimeSpan>& range() const { return range_; }
    /// Selects the row nearest to a time; costs a binary search.
    void goTo(Duration time);

signals:
    void rangeChanged(const std::optional<framescope::present::TimeSpan>& range);

private:
    void takeFilter(const QString& text);
    void addTo(QMenu& menu);
    void followTable();

    OverviewStrip& strip_;
    FilterBar& filter_;
    TimelineView& view_;
    present::TimelineModel& model_;
    present::VisibleRowsJob& rows_;
    std::optional<present::TimeSpan> range_;
    QTimer* follow_; ///< bundles what moves the table
};

} // namespace framescope::ui
