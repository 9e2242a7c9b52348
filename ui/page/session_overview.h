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

/// Connects the overview strip with the filter and the table of a session.
class SessionOverview : public QObject
{
    Q_OBJECT

public:
    /// All arguments must outlive it.
    SessionOverview(OverviewStrip& strip, FilterBar& filter, TimelineView& view,
                    present::TimelineModel& model, present::VisibleRowsJob& rows, QObject* parent);

    /// The time range of the filter; nullopt if it has none.
    const std::optional<present::TimeSpan>& range() const { return range_; }
    /// Selects the first row at or after a time, otherwise the last row, by binary search.
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
    QTimer* follow_; ///< joins several moves of the table into one update
};

} // namespace framescope::ui
