// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/find_job.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace framescope::present {

namespace {

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

/// `tell` is called with the steps that were done and with how many there are.
template <class Tell>
FindResult find(const FindRequest& request, work::Run& run, Tell tell)
{
    constexpr std::chrono::milliseconds interval{100};
    constexpr std::size_t looks = 16; // steps between two looks at the clock
    const Matcher matches = request.makeMatcher(*request.timeline, request.view);
    const std::size_t steps = stepsOf(request);
    for (std::size_t step = 0; step < steps && !run.isStopped(); ++step) {
        const std::size_t row = rowAt(request, step);
        const EventId id =
            request.rows ? request.rows->at(row) : EventId{static_cast<std::uint32_t>(row)};
        if (matches(id)) {
            return {id, request.backward ? row > request.start : row < request.start};
        }
        if (step % looks == 0 && run.isDue(interval)) {
            tell(step + 1, steps);
        }
    }
    return {};
}

} // namespace

FindJob::FindJob(QObject* parent) : QObject(parent) {}

FindJob::~FindJob() = default;

void FindJob::start(FindRequest request)
{
    request.start = request.count == 0 ? 0 : std::min(request.start, request.count - 1);
    task_.run(
        [this, request = std::move(request)](work::Run& run) {
            return find(request, run, [&](std::size_t done, std::size_t total) {
                run.tell([this, done, total] { emit progressed(done, total); });
            });
        },
        [this](const FindResult& result) { emit finished(result); });
}

} // namespace framescope::present
