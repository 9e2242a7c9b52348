// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/statistics_job.h"

#include "work/poked_thread.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <QTimer>

#include <chrono>

namespace framescope::present {

namespace {

constexpr std::size_t WorthABar = 50'000; // events still to be looked at

} // namespace

struct StatisticsJob::Request
{
    quint64 id = 0;
    std::shared_ptr<const timeline::Timeline> timeline;
    std::optional<TimeSpan> range;
};

struct StatisticsJob::Worker
{
    explicit Worker(StatisticsJob* job)
        : owner(job), box(work::postboxOf(job)), thread([this] { work(); })
    {
    }

    void take(Request request)
    {
        {
            const std::lock_guard lock(mutex);
            next = std::move(request);
            newest = next.id;
        }
        thread.poke();
    }

    void work()
    {
        Request request;
        {
            const std::lock_guard lock(mutex);
            request = next;
        }
        if (!request.timeline) {
            return; // what was counted is kept: the next request may go on with it
        }
        if (!builder || builder->timeline() != request.timeline) {
            builder.emplace(request.timeline);
        }
        builder->setRange(request.range);
        const auto isWanted = [&] { return !thread.stopping() && newest == request.id; };
        auto reported = std::chrono::steady_clock::now();
        const auto isTimely = [&] {
            return isWanted() && std::chrono::steady_clock::now() - reported < Patience;
        };
        while (!builder->update(isTimely)) {
            if (!isWanted()) {
                return;
            }
            publish(request.id, false);
            reported = std::chrono::steady_clock::now();
        }
        publish(request.id, true);
    }

    void publish(quint64 id, bool last)
    {
        auto report = std::make_shared<const StatisticsReport>(builder->report());
        box->post([owner = owner, id, report, last] { owner->take(id, report, last); });
    }

    static constexpr std::chrono::milliseconds Patience{ProgressInterval};

    StatisticsJob* owner; ///< for what is posted to it
    const std::shared_ptr<work::Postbox> box;
    std::mutex mutex;
    Request next;
    std::atomic<quint64> newest{0};
    std::optional<StatisticsBuilder> builder;
    work::PokedThread thread;
};

StatisticsJob::StatisticsJob(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setInterval(RefreshInterval);
    connect(timer_, &QTimer::timeout, this, &StatisticsJob::look);
}

StatisticsJob::~StatisticsJob()
{
    work::Retirement::ofProgram().takeObject(std::move(worker_));
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
    if (!worker_) {
        worker_ = std::make_unique<Worker>(this);
    }
    ask();
    emit changed();
}

void StatisticsJob::cancel()
{
    if (worker_ && !cancelled_) {
        cancelled_ = true;
        working_ = false;
        timer_->stop();
        worker_->take({++request_, nullptr, {}});
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
    if (!working_) {
        return false;
    }
    const std::size_t total = timeline_->size();
    return total - (report_ ? std::min(report_->scanned, total) : 0) > WorthABar;
}

void StatisticsJob::ask()
{
    working_ = timeline_ != nullptr;
    worker_->take({++request_, timeline_, range_});
    if (timeline_) {
        timer_->start();
    } else {
        timer_->stop();
    }
}

/// Goes on where there is more to count, and rests when there won't be.
void StatisticsJob::look()
{
    if (working_) {
        return;
    }
    if (report_ && timeline_->size() != report_->scanned) {
        ask();
    } else if (!live_) {
        timer_->stop();
    }
}

void StatisticsJob::take(quint64 request, std::shared_ptr<const StatisticsReport> report, bool last)
{
    if (request == request_ && !cancelled_) {
        report_ = std::move(report);
        working_ = !last;
        emit changed();
    }
}

} // namespace framescope::present
