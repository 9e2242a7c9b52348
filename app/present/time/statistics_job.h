// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// Makes the StatisticsReport of a session or of a part of it in a thread of its own. The
/// newest request wins. A live timeline is gone on with, about once a second.
class StatisticsJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks at a live timeline.
    static constexpr int RefreshInterval = 1000;
    /// Milliseconds between two reports of a long work.
    static constexpr int ProgressInterval = 200;

    explicit StatisticsJob(QObject* parent = nullptr);
    ~StatisticsJob() override;

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
    struct Request;
    struct Worker;
    void ask();
    void look();
    void take(quint64 request, std::shared_ptr<const StatisticsReport> report, bool last);

    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<TimeSpan> range_;
    bool live_ = false;
    bool cancelled_ = false;
    bool working_ = false;
    quint64 request_ = 0;
    std::shared_ptr<const StatisticsReport> report_;
    QTimer* timer_;
    std::unique_ptr<Worker> worker_; ///< made for the first request
};

} // namespace framescope::present
