// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// Makes the StatisticsReport of a session or of a part of it in the background. The newest request
/// wins. A live timeline is counted further about once a second.
class StatisticsJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks at a live timeline.
    static constexpr int RefreshInterval = 1000;
    /// Milliseconds between two reports during long work.
    static constexpr int ProgressInterval = 200;

    explicit StatisticsJob(QObject* parent = nullptr);

    /// Counts the events in `range` (nullopt: the whole session). Without a timeline, does nothing.
    void start(std::shared_ptr<const timeline::Timeline> timeline, std::optional<TimeSpan> range);
    /// Stops until the next `start`; the report so far stays.
    void cancel();
    /// Sets whether the timeline is expected to grow.
    void setLive(bool live);

    /// Whether it is at work, unless it is just a little behind a live session.
    bool isBusy() const;
    bool isCancelled() const { return cancelled_; }
    /// The report of the newest request, perhaps still partial; null before the first.
    const std::shared_ptr<const StatisticsReport>& report() const { return report_; }

signals:
    /// Emitted when `report` or `isBusy` changed.
    void changed();

private:
    void ask();
    void look();
    void take(StatisticsReport report);

    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<TimeSpan> range_;
    bool live_ = false;
    bool cancelled_ = false;
    std::shared_ptr<const StatisticsReport> report_;
    QTimer* timer_;
    std::shared_ptr<StatisticsBuilder> builder_; ///< used by the task; continues its count
    work::Task task_;
};

} // namespace framescope::present
