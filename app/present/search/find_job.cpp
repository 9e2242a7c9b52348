// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/find_job.h"

#include "work/postbox.h"

#include <QTimer>

namespace framescope::present {

namespace {

constexpr int ProgressInterval = 100; // ms

/// The row that is looked at as the `step`th.
std::size_t rowAt(const FindRequest& request, std::size_t step)
{
    if (request.backward) {
        return (request.start + request.count - step) % request.count;
    }
    return (request.start + step) % request.count;
}

std::size_t stepsOf(const FindRequest& request)
{
    if (request.wrap || request.count == 0) {
        return request.count;
    }
    return request.backward ? request.start + 1 : request.count - request.start;
}

FindResult find(const FindRequest& request, std::atomic<std::size_t>& done,
                const std::atomic<bool>& cancelled)
{
    const Matcher matches = request.makeMatcher(*request.timeline, request.view);
    const std::size_t steps = stepsOf(request);
    for (std::size_t step = 0; step < steps && !cancelled; ++step) {
        const std::size_t row = rowAt(request, step);
        const EventId id =
            request.rows ? request.rows->at(row) : EventId{static_cast<std::uint32_t>(row)};
        if (matches(id)) {
            return {id, request.backward ? row > request.start : row < request.start};
        }
        done.store(step + 1, std::memory_order_relaxed);
    }
    return {};
}

} // namespace

FindJob::FindJob(QObject* parent)
    : QObject(parent), done_(std::make_shared<std::atomic<std::size_t>>(0)),
      timer_(new QTimer(this))
{
    timer_->setInterval(ProgressInterval);
    connect(timer_, &QTimer::timeout, this,
            [this] { emit progressed(done_->load(std::memory_order_relaxed), total_); });
}

FindJob::~FindJob() = default;

void FindJob::start(FindRequest request)
{
    const quint64 number = ++number_;
    running_ = true;
    request.start = request.count == 0 ? 0 : std::min(request.start, request.count - 1);
    total_ = stepsOf(request);
    done_ = std::make_shared<std::atomic<std::size_t>>(0);
    timer_->start();
    thread_.run([this, box = work::postboxOf(this), number, done = done_,
                 request = std::move(request)](const std::atomic<bool>& cancelled) {
        const FindResult result = find(request, *done, cancelled);
        if (!cancelled) {
            box->post([this, number, result] { deliver(number, result); });
        }
    });
}

void FindJob::cancel()
{
    thread_.cancel();
    ++number_;
    running_ = false;
    timer_->stop();
}

void FindJob::deliver(quint64 number, const FindResult& result)
{
    if (number == number_ && running_) {
        running_ = false;
        timer_->stop();
        emit finished(result);
    }
}

} // namespace framescope::present
