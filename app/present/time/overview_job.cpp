// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/overview_job.h"

#include "work/poked_thread.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <QTimer>

#include <chrono>

namespace framescope::present {

/// All that is wanted; a newer one takes its place.
struct OverviewJob::Request
{
    quint64 start = 0;
    std::shared_ptr<const timeline::Timeline> timeline;
    std::shared_ptr<const RowList> hits;
    std::optional<TimeSpan> window;
    std::size_t slices = 0;
};

struct OverviewJob::Worker
{
    explicit Worker(OverviewJob* job)
        : owner(job), box(work::postboxOf(job)), thread([this] { work(); })
    {
    }

    void take(Request request)
    {
        {
            const std::lock_guard lock(mutex);
            next = std::move(request);
            ++newest;
        }
        thread.poke();
    }

    void work()
    {
        Request request;
        {
            const std::lock_guard lock(mutex);
            request = next;
            current = newest;
        }
        if (!request.timeline) {
            builder.reset();
            return;
        }
        if (!builder || builder->timeline() != request.timeline) {
            builder.emplace(request.timeline);
        }
        builder->setHits(request.hits);
        builder->setWindow(request.window, request.slices);
        const auto isWanted = [this] { return !thread.stopping() && newest == current; };
        auto shown = std::chrono::steady_clock::now();
        const auto isTimely = [&] {
            return isWanted() && std::chrono::steady_clock::now() - shown < Patience;
        };
        // What is known so far is shown now and then while a long session is looked through.
        while (!builder->update(isTimely)) {
            if (!isWanted()) {
                return;
            }
            publish(request.start, builder->picture(isWanted), false);
            shown = std::chrono::steady_clock::now();
        }
        publish(request.start, builder->picture(isWanted), true);
    }

    void publish(quint64 start, std::optional<Overview> made, bool last)
    {
        if (made) {
            auto overview = std::make_shared<const Overview>(std::move(*made));
            box->post(
                [owner = owner, start, overview, last] { owner->take(start, overview, last); });
        }
    }

    static constexpr std::chrono::milliseconds Patience{RefreshInterval};

    OverviewJob* owner; ///< for what is posted to it
    const std::shared_ptr<work::Postbox> box;
    std::mutex mutex;
    Request next;
    std::atomic<quint64> newest{0};
    quint64 current = 0;
    std::optional<OverviewBuilder> builder;
    work::PokedThread thread;
};

OverviewJob::OverviewJob(QObject* parent)
    : QObject(parent), timer_(new QTimer(this)), worker_(std::make_unique<Worker>(this))
{
    timer_->setInterval(RefreshInterval);
    connect(timer_, &QTimer::timeout, this, &OverviewJob::look);
}

OverviewJob::~OverviewJob()
{
    work::Retirement::ofProgram().takeObject(std::move(worker_));
}

void OverviewJob::start(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    window_.reset();
    hits_.reset();
    overview_.reset();
    ++start_;
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
    if (!timeline_) {
        working_ = false;
        worker_->take({});
        return;
    }
    askedHits_ = hits_ ? hits_->size() : 0;
    working_ = true;
    worker_->take({start_, timeline_, hits_, window_, slices_});
    watch();
}

void OverviewJob::watch()
{
    if (timeline_ && !timer_->isActive()) {
        timer_->start();
    }
}

/// Asks for a newer one where there is more to show, and rests when there won't be.
void OverviewJob::look()
{
    if (working_) {
        return;
    }
    const bool more = timeline_ && overview_ && timeline_->size() != overview_->scanned;
    if (more || (hits_ && hits_->size() != askedHits_)) {
        ask();
    } else if (!live_) {
        timer_->stop();
    }
}

void OverviewJob::take(quint64 start, std::shared_ptr<const Overview> overview, bool last)
{
    if (start == start_) {
        overview_ = std::move(overview);
        working_ = working_ && !last;
        emit changed();
    }
}

} // namespace framescope::present
