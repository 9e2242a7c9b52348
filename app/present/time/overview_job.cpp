// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/overview_job.h"

#include <QTimer>

#include <chrono>

namespace framescope::present {

OverviewJob::OverviewJob(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setInterval(RefreshInterval);
    connect(timer_, &QTimer::timeout, this, &OverviewJob::look);
}

void OverviewJob::start(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    window_.reset();
    hits_.reset();
    overview_.reset();
    builder_ = timeline_ ? std::make_shared<OverviewBuilder>(timeline_) : nullptr;
    ask();
    emit changed();
}

void OverviewJob::setWindow(std::optional<TimeSpan> window, std::size_t slices)
{
    if (window != window_ || slices != slices_) {
        window_ = window;
        slices_ = slices;
        ask();
    }
}

void OverviewJob::setHits(std::shared_ptr<const RowList> rows)
{
    if (rows != hits_) {
        hits_ = std::move(rows);
        ask();
    }
    watch();
}

void OverviewJob::setLive(bool live)
{
    live_ = live;
    watch();
}

void OverviewJob::ask()
{
    if (!builder_) {
        task_.cancel();
        return;
    }
    askedHits_ = hits_ ? hits_->size() : 0;
    task_.run(
        [this, builder = builder_, hits = hits_, window = window_,
         slices = slices_](work::Run& run) {
            constexpr std::chrono::milliseconds patience{RefreshInterval};
            const auto isWanted = [&run] { return !run.isStopped(); };
            const auto isTimely = [&run] { return !run.isStopped() && !run.isDue(patience); };
            builder->setHits(hits);
            builder->setWindow(window, slices);
            // A long session is shown at intervals while it is examined.
            while (!builder->update(isTimely) && !run.isStopped()) {
                run.tell([this, picture = builder->picture(isWanted)] { take(picture); });
            }
            return builder->picture(isWanted);
        },
        [this](std::optional<Overview> picture) { take(std::move(picture)); });
    watch();
}

void OverviewJob::watch()
{
    if (timeline_ && !timer_->isActive()) {
        timer_->start();
    }
}

/// Requests a newer overview if there is more to show; stops the timer if there won't be more.
void OverviewJob::look()
{
    if (task_.isRunning()) {
        return;
    }
    const bool more = timeline_ && overview_ && timeline_->size() != overview_->scanned;
    if (more || (hits_ && hits_->size() != askedHits_)) {
        ask();
    } else if (!live_) {
        timer_->stop();
    }
}

void OverviewJob::take(std::optional<Overview> overview)
{
    if (overview) {
        overview_ = std::make_shared<const Overview>(*std::move(overview));
        emit changed();
    }
}

} // namespace framescope::present
