// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/find_job.h"

#include <algorithm>
#include <utility>

namespace framescope::present {

namespace {

/// Returns the row that is examined in step `step`.
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

FindResult find(const FindRequest& request, work::Run& run)
{
    const Matcher matches = request.makeMatcher(*request.timeline, request.view);
    const std::size_t steps = stepsOf(request);
    for (std::size_t step = 0; step < steps && !run.isStopped(); ++step) {
        run.setProgress(step, steps);
        const std::size_t row = rowAt(request, step);
        const EventId id =
            request.rows ? request.rows->at(row) : EventId{static_cast<std::uint32_t>(row)};
        if (matches(id)) {
            return {id, request.backward ? row > request.start : row < request.start};
        }
    }
    return {};
}

} // namespace

void FindJob::start(FindRequest request)
{
    request.start = request.count == 0 ? 0 : std::min(request.start, request.count - 1);
    task_.run([request = std::move(request)](work::Run& run) { return find(request, run); },
              [this](const FindResult& result) { emit finished(result); },
              [this](quint64 done, quint64 total) { emit progressed(done, total); });
}

} // namespace framescope::present
