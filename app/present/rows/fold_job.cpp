// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/fold_job.h"

#include "work/postbox.h"
#include "work/retirement.h"

#include <QMetaObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace framescope::present {

struct FoldJob::Worker
{
    struct Task
    {
        quint64 request = 0;
        std::shared_ptr<const timeline::Timeline> timeline;
        std::shared_ptr<const RowList> rows;
        std::size_t count = 0;
    };

    explicit Worker(FoldJob& owner)
        : job(owner), box(work::postboxOf(&owner)), thread([this] { run(); })
    {
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
        }
        wake.notify_one();
        thread.join();
    }

    void run()
    {
        std::unique_ptr<FoldFinder> finder;
        quint64 current = 0;
        bool done = true;
        for (;;) {
            const Task now = next(done, current, finder ? finder->seen() : 0);
            if (stopping) {
                return;
            }
            if (!now.timeline) {
                finder.reset();
            } else if (!finder || finder->timeline() != now.timeline) {
                finder = std::make_unique<FoldFinder>(now.timeline);
                finder->setRows(now.rows);
            } else if (now.request != current) {
                finder->setRows(now.rows);
            }
            current = now.request;
            done = !finder || finder->advance(now.count);
            if (finder) {
                deliver(now.request, *finder, done);
            }
        }
    }

    /// Waits until there is something to do.
    Task next(bool done, quint64 current, std::size_t seen)
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] {
            return stopping || !done || task.request != current || task.count > seen;
        });
        return task;
    }

    /// Not more often than a screen is drawn, but at once when all is done.
    void deliver(quint64 request, FoldFinder& finder, bool done)
    {
        using namespace std::chrono_literals;
        const auto now = std::chrono::steady_clock::now();
        if (!done && now - delivered < 17ms) {
            return;
        }
        delivered = now;
        bool announce = false;
        {
            const std::lock_guard lock(mutex);
            if (task.request != request) {
                return;
            }
            report.request = request;
            report.rows = finder.seen();
            for (const Fold& fold : finder.takeChanges()) {
                report.folds.push_back(fold);
            }
            announce = !std::exchange(announced, true);
        }
        if (announce) {
            box->post([job = &job] { emit job->changed(); });
        }
    }

    FoldJob& job; ///< for what is posted to it
    const std::shared_ptr<work::Postbox> box;
    std::mutex mutex;
    std::condition_variable wake;
    Task task;
    Report report;
    bool announced = false;
    std::atomic<bool> stopping{false};
    std::chrono::steady_clock::time_point delivered;
    std::thread thread; ///< last: it uses the others
};

FoldJob::FoldJob(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(*this)) {}

FoldJob::~FoldJob()
{
    work::Retirement::ofProgram().takeObject(std::move(worker_));
}

void FoldJob::start(quint64 request, std::shared_ptr<const timeline::Timeline> timeline,
                    std::shared_ptr<const RowList> rows)
{
    request_ = request;
    {
        const std::lock_guard lock(worker_->mutex);
        worker_->task = {request, std::move(timeline), std::move(rows), 0};
        worker_->report = {request, 0, {}};
        worker_->announced = false;
    }
    worker_->wake.notify_one();
}

void FoldJob::advance(std::size_t rows)
{
    {
        const std::lock_guard lock(worker_->mutex);
        worker_->task.count = rows;
    }
    worker_->wake.notify_one();
}

void FoldJob::stop()
{
    start(0, nullptr, nullptr);
}

std::optional<FoldJob::Report> FoldJob::take(std::size_t least)
{
    const std::lock_guard lock(worker_->mutex);
    worker_->announced = false;
    if (worker_->report.rows < least) {
        return std::nullopt;
    }
    Report taken = std::exchange(worker_->report, Report{});
    worker_->report.request = taken.request;
    worker_->report.rows = taken.rows;
    return taken;
}

} // namespace framescope::present
