// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// Makes the StatisticsReport of a session or of a part of it in the background. The newest
/// request wins. A live timeline is gone on with, about once a second.
class StatisticsJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks at a live timeline.
    static constexpr int RefreshInterval = 1000;
    /// Milliseconds between two reports of a long work.
    static constexpr int ProgressInterval = 200;

    explicit StatisticsJob(QObject* parent = nullptr);

    /// `range`: nothing is the whole session. No timeline: rests.
    void start(std::shared_ptr<const timeline::Timeline> timeline, std::optional<TimeSpan> range);
    /// Leaves what was counted, and counts no more until the next `start`.
    void cancel();
    /// While live, the timeline is expected to grow.
    void setLive(bool live);

    /// At work, and not just a little behind a live session.
    bool isBusy() const;
    bool isCancelled() const { return cancelled_; }
    /// Of the newest request, as far as it has come; null before the first.
    const std::shared_ptr<const StatisticsReport>& report() const { return report_; }

signals:
    /// `report` or `isBusy` changed.
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
    std::shared_ptr<StatisticsBuilder> builder_; ///< the task's; goes on with what it has counted
    work::Task task_;
};

} // namespace framescope::present
