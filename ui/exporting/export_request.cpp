// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exporting/export_request.h"

#include "filter/match/matcher.h"
#include "present/rows/row_notes.h"

#include <algorithm>

namespace framescope::ui {

namespace {

bool contains(const std::vector<present::EventRange>& ranges, EventId id)
{
    const auto beyond =
        std::upper_bound(ranges.begin(), ranges.end(), id,
                         [](EventId event, const auto& range) { return event < range.first; });
    return beyond != ranges.begin() && !(std::prev(beyond)->last < id);
}

} // namespace

Result<bool> write(const ExportRequest& request, const transcript::ExportSink& sink,
                   const transcript::ExportProgress& progress)
{
    transcript::ExportOptions options{.format = request.format,
                                      .view = request.view,
                                      .wanted = {},
                                      .keepSecrets = request.keepSecrets,
                                      .title = request.title,
                                      .filter = request.expression};
    filter::Matcher matcher(request.filter, *request.timeline, options.view);
    if (!request.ranges.empty()) {
        // Selected rows take along the notes that they tell.
        options.wanted = [&](EventId id) {
            const auto subject = present::noteSubject(*request.timeline, id);
            return contains(request.ranges, id) || (subject && contains(request.ranges, *subject));
        };
    } else if (!request.filter.matchesAll()) {
        options.wanted = [&](EventId id) { return matcher.matches(id); };
    }
    return transcript::exportEvents(request.timeline, options, sink, progress);
}

} // namespace framescope::ui
