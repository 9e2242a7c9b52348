// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/visible_rows_job.h"

#include "present/rows/row_notes.h"

#include <QTimer>

#include <algorithm>
#include <atomic>

namespace framescope::present {

namespace {

constexpr std::size_t Chunk = 4096;     // events between two checks whether to stop
constexpr std::size_t FirstScreen = 64; // rows

} // namespace

/// A request at work. The task writes; the owner's thread reads what is published.
struct VisibleRowsJob::Scan
{
    /// Appends the matches among the events added since the last call. `tell` is called once the
    /// first screen is filled, to report it at once.
    template <class Tell>
    void lookAtNewEvents(const work::Run& run, Tell tell)
    {
        const timeline::Timeline& events = *request.timeline;
        if (request.makeMatcher && !matcher) {
            matcher = request.makeMatcher(events, request.view);
        }
        std::size_t next = scanned;
        while (!run.isStopped()) {
            const std::size_t end = std::min(events.size(), next + (matcher ? 1 : Chunk));
            if (next == end) {
                break;
            }
            lookAt(next, end);
            next = end;
            if (!announced && rows.size() >= FirstScreen) {
                announced = true;
                tell();
            }
        }
        if (!announced) {
            announced = true;
            tell();
        }
    }

    bool hasRow(EventId id) const { return rows.find(id, rows.size()).has_value(); }

    void lookAt(std::size_t begin, std::size_t end)
    {
        const timeline::Timeline& events = *request.timeline;
        std::size_t considered = this->considered.load(std::memory_order_relaxed);
        for (std::size_t i = begin; i < end; ++i) {
            const EventId id{static_cast<std::uint32_t>(i)};
            if (!timeline::isVisible(events.entry(id), request.view)) {
                continue;
            }
            // A note is shown by the row of its subject, if there is such a row.
            const auto subject = noteSubject(events, id);
            const bool isTold =
                subject && timeline::isVisible(events.entry(*subject), request.view);
            const bool isRow = matcher ? matcher(id) && !(isTold && hasRow(*subject)) : !isTold;
            considered += isRow || !isTold ? 1 : 0;
            if (isRow) {
                rows.push(id);
            }
        }
        this->considered.store(considered, std::memory_order_relaxed);
        scanned.store(end, std::memory_order_release);
    }

    quint64 id = 0;
    RowsRequest request;
    RowList rows;
    std::atomic<std::size_t> considered{0};
    std::atomic<std::size_t> scanned{0};
    bool cancelled = false; ///< written by the owner
    Matcher matcher;        ///< used by the task, like `announced`
    bool announced = false;
};

VisibleRowsJob::VisibleRowsJob(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setTimerType(Qt::PreciseTimer);
    connect(timer_, &QTimer::timeout, this, &VisibleRowsJob::report);
}

quint64 VisibleRowsJob::start(RowsRequest request)
{
    cancel();
    request_ = std::move(request);
    scan_ = std::make_shared<Scan>();
    scan_->id = ++lastId_;
    scan_->request = request_;
    look();
    growing_ = 0;
    timer_->start(ReportInterval);
    return lastId_;
}

void VisibleRowsJob::cancel()
{
    task_.cancel();
    if (scan_ && !progress().complete()) {
        scan_->cancelled = true;
    }
}

void VisibleRowsJob::look()
{
    task_.run([this, scan = scan_](work::Run& run) {
        scan->lookAtNewEvents(run, [&] { run.tell([this] { report(); }); });
    });
}

void VisibleRowsJob::setLive(bool live)
{
    live_ = live;
    if (scan_) {
        timer_->start(ReportInterval);
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

void VisibleRowsJob::report()
{
    const RowsProgress now = progress();
    if (!now.cancelled && now.scanned < now.total && !task_.isRunning()) {
        look();
    }
    if (now.cancelled || (now.complete() && !live_)) {
        timer_->stop();
    }
    const bool grew = now != reported_;
    choosePace(grew);
    if (grew) {
        reported_ = now;
        emit changed();
    }
}

/// The rows of a message and its answers are shown at once, those of a stream in bundles.
void VisibleRowsJob::choosePace(bool grew)
{
    constexpr int Stream = 10; // reports
    growing_ = live_ && grew ? std::min(growing_ + 1, Stream) : 0;
    const int interval = growing_ < Stream ? ReportInterval : StreamInterval;
    if (timer_->isActive() && timer_->interval() != interval) {
        timer_->start(interval);
    }
}

} // namespace framescope::present
