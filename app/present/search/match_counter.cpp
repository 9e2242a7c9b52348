// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/match_counter.h"

#include <QTimer>

#include <atomic>

namespace framescope::present {

namespace {

constexpr int ReportInterval = 50; // ms

} // namespace

/// A request at work. The task writes; the owner's thread reads what is published.
struct MatchCounter::Scan
{
    MatchRequest request;
    Matcher matcher; ///< used by the task
    RowList matches;
    std::atomic<std::size_t> looked{0};
    bool stopped = false; ///< written by the owner

    void look(const work::Run& run)
    {
        if (!matcher) {
            matcher = request.makeMatcher(*request.timeline, request.view);
        }
        std::size_t next = looked.load(std::memory_order_relaxed);
        for (; !run.isStopped() && next < request.rows->size(); ++next) {
            const EventId id = request.rows->at(next);
            if (matcher(id)) {
                matches.push(id);
            }
            looked.store(next + 1, std::memory_order_release);
        }
    }
};

MatchCounter::MatchCounter(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setInterval(ReportInterval);
    connect(timer_, &QTimer::timeout, this, &MatchCounter::report);
}

void MatchCounter::start(MatchRequest request)
{
    task_.cancel();
    scan_ = std::make_shared<Scan>();
    scan_->request = std::move(request);
    reported_ = {};
    refresh();
}

void MatchCounter::refresh()
{
    if (!scan_ || scan_->stopped || count().complete()) {
        return;
    }
    if (!timer_->isActive()) { // a steady flow of rows must not postpone it
        timer_->start();
    }
    if (!task_.isRunning()) {
        task_.run([scan = scan_](work::Run& run) { scan->look(run); });
    }
}

void MatchCounter::stop()
{
    if (scan_ && !count().complete()) {
        scan_->stopped = true;
        task_.cancel();
        report();
    }
}

void MatchCounter::clear()
{
    task_.cancel();
    timer_->stop();
    scan_.reset();
    reported_ = {};
}

MatchCount MatchCounter::count() const
{
    MatchCount count;
    if (scan_) {
        count.stopped = scan_->stopped;
        count.looked = scan_->looked.load(std::memory_order_acquire);
        count.matches = scan_->matches.size();
        count.rows = scan_->request.rows->size();
    }
    return count;
}

std::optional<std::size_t> MatchCounter::positionOf(EventId id) const
{
    if (!scan_) {
        return std::nullopt;
    }
    const auto found = scan_->matches.find(id, scan_->matches.size());
    return found ? std::optional(*found + 1) : std::nullopt;
}

void MatchCounter::report()
{
    const MatchCount now = count();
    if (now.complete() || now.stopped) {
        timer_->stop();
    } else {
        refresh(); // for rows added when the task had just ended
    }
    if (now != reported_) {
        reported_ = now;
        emit changed();
    }
}

} // namespace framescope::present
