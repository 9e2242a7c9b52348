// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/statistics_job.h"

#include <QTimer>

#include <chrono>

namespace framescope::present {

namespace {

constexpr std::size_t WorthABar = 50'000; // least number of events left for progress to be shown

} // namespace

StatisticsJob::StatisticsJob(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setInterval(RefreshInterval);
    connect(timer_, &QTimer::timeout, this, &StatisticsJob::look);
}

void StatisticsJob::start(std::shared_ptr<const timeline::Timeline> timeline,
                          std::optional<TimeSpan> range)
{
    if (timeline != timeline_ || range != range_) {
        report_.reset();
    }
    timeline_ = std::move(timeline);
    range_ = range;
    cancelled_ = false;
    if (timeline_ && (!builder_ || builder_->timeline() != timeline_)) {
        builder_ = std::make_shared<StatisticsBuilder>(timeline_);
    }
    ask();
    emit changed();
}

void StatisticsJob::cancel()
{
    if (builder_ && !cancelled_) {
        cancelled_ = true;
        timer_->stop();
        task_.cancel();
        emit changed();
    }
}

void StatisticsJob::setLive(bool live)
{
    live_ = live;
    if (timeline_ && !cancelled_) {
        timer_->start();
    }
}

bool StatisticsJob::isBusy() const
{
    if (!task_.isRunning()) {
        return false;
    }
    const std::size_t total = timeline_->size();
    return total - (report_ ? std::min(report_->scanned, total) : 0) > WorthABar;
}

void StatisticsJob::ask()
{
    if (!timeline_) {
        task_.cancel();
        timer_->stop();
        return;
    }
    task_.run(
        [this, builder = builder_, range = range_](work::Run& run) {
            constexpr std::chrono::milliseconds patience{ProgressInterval};
            const auto isTimely = [&run] { return !run.isStopped() && !run.isDue(patience); };
            builder->setRange(range);
            while (!builder->update(isTimely) && !run.isStopped()) {
                run.tell([this, report = builder->report()] { take(report); });
            }
            return builder->report();
        },
        [this](StatisticsReport report) { take(std::move(report)); });
    timer_->start();
}

/// Continues if there is more to count; stops the timer if there won't be more.
void StatisticsJob::look()
{
    if (task_.isRunning()) {
        return;
    }
    if (report_ && timeline_->size() != report_->scanned) {
        ask();
    } else if (!live_) {
        timer_->stop();
    }
}

void StatisticsJob::take(StatisticsReport report)
{
    report_ = std::make_shared<const StatisticsReport>(std::move(report));
    emit changed();
}

} // namespace framescope::present
