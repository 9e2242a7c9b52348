// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/visible_rows_job.h"

#include "present/rows/row_notes.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <QTimer>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace framescope::present {

namespace {

constexpr std::size_t Chunk = 4096;     // events between two looks at what else goes on
constexpr std::size_t FirstScreen = 64; // rows

} // namespace

/// One request at work. The worker writes, the owner's thread reads what is published.
struct VisibleRowsJob::Scan
{
    quint64 id = 0;
    RowsRequest request;
    RowList rows;
    std::atomic<std::size_t> considered{0};
    std::atomic<std::size_t> scanned{0};
    std::atomic<bool> cancelled{false};
    bool announced = false; ///< the worker's own
};

struct VisibleRowsJob::Worker
{
    explicit Worker(VisibleRowsJob* job)
        : owner(job), box(postboxOf(job)), thread([this] { run(); })
    {
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
            if (next) {
                next->cancelled = true;
            }
        }
        wake.notify_one();
        thread.join();
    }

    void take(std::shared_ptr<Scan> scan)
    {
        {
            const std::lock_guard lock(mutex);
            next = std::move(scan);
            more = true;
        }
        wake.notify_one();
    }

    void poke()
    {
        {
            const std::lock_guard lock(mutex);
            more = true;
        }
        wake.notify_one();
    }

    void run()
    {
        std::shared_ptr<Scan> current;
        Matcher matcher;
        for (;;) {
            std::shared_ptr<Scan> scan;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return more || stopping; });
                if (stopping) {
                    return;
                }
                more = false;
                scan = next;
            }
            if (scan != current) {
                current = scan;
                const RowsRequest& request = scan->request;
                matcher = request.makeMatcher ? request.makeMatcher(*request.timeline, request.view)
                                              : Matcher{};
            }
            lookAtNewEvents(*scan, matcher);
        }
    }

    /// Appends what matches among the events that came since the last call.
    void lookAtNewEvents(Scan& scan, const Matcher& matcher)
    {
        const timeline::Timeline& events = *scan.request.timeline;
        std::size_t next = scan.scanned;
        while (!scan.cancelled) {
            const std::size_t end = std::min(events.size(), next + (matcher ? 1 : Chunk));
            if (next == end) {
                break;
            }
            lookAt(scan, matcher, next, end);
            next = end;
            if (!scan.announced && scan.rows.size() >= FirstScreen) {
                announce(scan);
            }
        }
        if (!scan.announced) {
            announce(scan);
        }
    }

    static bool hasRow(const RowList& rows, EventId id)
    {
        return rows.find(id, rows.size()).has_value();
    }

    static void lookAt(Scan& scan, const Matcher& matcher, std::size_t begin, std::size_t end)
    {
        const timeline::Timeline& events = *scan.request.timeline;
        std::size_t considered = scan.considered.load(std::memory_order_relaxed);
        for (std::size_t i = begin; i < end; ++i) {
            const EventId id{static_cast<std::uint32_t>(i)};
            if (!timeline::isVisible(events.entry(id), scan.request.view)) {
                continue;
            }
            // A note is told by the row of what it is about, where there is such a row.
            const auto subject = noteSubject(events, id);
            const bool isTold =
                subject && timeline::isVisible(events.entry(*subject), scan.request.view);
            const bool isRow =
                matcher ? matcher(id) && !(isTold && hasRow(scan.rows, *subject)) : !isTold;
            considered += isRow || !isTold ? 1 : 0;
            if (isRow) {
                scan.rows.push(id);
            }
        }
        scan.considered.store(considered, std::memory_order_relaxed);
        scan.scanned.store(end, std::memory_order_release);
    }

    /// What fills a screen is reported at once, however far it is to the next report.
    void announce(Scan& scan)
    {
        scan.announced = true;
        box->post([owner = owner] { owner->report(); });
    }

    VisibleRowsJob* owner; ///< for what is posted to it
    const std::shared_ptr<Postbox> box;
    std::mutex mutex;
    std::condition_variable wake;
    std::shared_ptr<Scan> next;
    bool more = false;
    bool stopping = false;
    std::thread thread;
};

VisibleRowsJob::VisibleRowsJob(QObject* parent)
    : QObject(parent), worker_(std::make_unique<Worker>(this)), timer_(new QTimer(this))
{
    timer_->setInterval(ReportInterval);
    timer_->setTimerType(Qt::PreciseTimer);
    connect(timer_, &QTimer::timeout, this, &VisibleRowsJob::report);
}

VisibleRowsJob::~VisibleRowsJob()
{
    Retirement::ofProgram().takeObject(std::move(worker_));
}

quint64 VisibleRowsJob::start(RowsRequest request)
{
    cancel();
    request_ = std::move(request);
    auto scan = std::make_shared<Scan>();
    scan->id = ++lastId_;
    scan->request = request_;
    scan_ = scan;
    worker_->take(std::move(scan));
    timer_->start();
    return lastId_;
}

void VisibleRowsJob::cancel()
{
    if (scan_ && !progress().complete()) {
        scan_->cancelled = true;
    }
}

void VisibleRowsJob::setLive(bool live)
{
    live_ = live;
    if (scan_) {
        timer_->start();
    }
}

std::shared_ptr<const RowList> VisibleRowsJob::rows() const
{
    return scan_ ? std::shared_ptr<const RowList>(scan_, &scan_->rows) : nullptr;
}

RowsProgress VisibleRowsJob::progress() const
{
    RowsProgress progress;
    if (scan_) {
        progress.request = scan_->id;
        progress.cancelled = scan_->cancelled;
        progress.scanned = scan_->scanned.load(std::memory_order_acquire);
        progress.considered = scan_->considered;
        progress.rows = scan_->rows.size();
        progress.total = scan_->request.timeline->size();
    }
    return progress;
}

bool VisibleRowsJob::isDone(const RowsProgress& progress) const
{
    return progress.cancelled || (progress.complete() && !live_);
}

void VisibleRowsJob::report()
{
    const RowsProgress now = progress();
    if (!now.cancelled && now.scanned < now.total) {
        worker_->poke();
    }
    if (isDone(now)) {
        timer_->stop();
    }
    const bool news = now.request != reported_.request || now.rows != reported_.rows ||
                      now.scanned != reported_.scanned || now.total != reported_.total ||
                      now.cancelled != reported_.cancelled;
    if (news) {
        reported_ = now;
        emit changed();
    }
}

} // namespace framescope::present
