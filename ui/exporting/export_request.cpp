// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exporting/export_request.h"

#include "base/file/replacement_file.h"
#include "filter/match/matcher.h"
#include "present/rows/row_notes.h"

#include <QFile>

#include <algorithm>
#include <string_view>

namespace framescope::ui {

namespace {

bool contains(const std::vector<present::EventRange>& ranges, EventId id)
{
    const auto beyond =
        std::upper_bound(ranges.begin(), ranges.end(), id,
                         [](EventId event, const auto& range) { return event < range.first; });
    return beyond != ranges.begin() && !(std::prev(beyond)->last < id);
}

/// Passes the wanted events to transcript::exportEvents, and returns its result.
Result<bool> write(const ExportRequest& request, const transcript::ExportSink& sink,
                   const transcript::ExportProgress& progress)
{
    transcript::ExportOptions options = request.options;
    filter::Matcher matcher(request.filter, *request.timeline, options.view);
    if (!request.ranges.empty()) {
        // Selected rows include the notes shown on them.
        options.wanted = [&](EventId id) {
            const auto subject = present::noteSubject(*request.timeline, id);
            return contains(request.ranges, id) || (subject && contains(request.ranges, *subject));
        };
    } else if (!request.filter.matchesAll()) {
        options.wanted = [&](EventId id) { return matcher.matches(id); };
    }
    return transcript::exportEvents(request.timeline, options, sink, progress);
}

} // namespace

Result<ExportPreview> previewOf(const ExportRequest& request, const std::stop_token& stop)
{
    std::string text;
    bool cut = false;
    const auto written = write(
        request,
        [&](std::string_view more) -> Result<void> {
            text += more.substr(0, ExportPreview::Size - text.size() + 1);
            cut = text.size() > ExportPreview::Size;
            return cut || stop.stop_requested() ? failure("enough") : Result<void>();
        },
        [&](std::uint64_t /*done*/, std::uint64_t /*total*/) { return !stop.stop_requested(); });
    if (cut) {
        text.resize(ExportPreview::Size);
    } else if (!written) {
        return tl::unexpected(written.error());
    }
    return ExportPreview{QString::fromStdString(text), cut};
}

Result<void> exportTo(const QString& path, const ExportRequest& request,
                      const transcript::ExportProgress& progress)
{
    auto file = ReplacementFile::create(QFile::encodeName(path).toStdString());
    if (!file) {
        return tl::unexpected(file.error());
    }
    const auto written = write(
        request, [&](std::string_view text) { return file->write(asBytes(text)); }, progress);
    if (!written) {
        return tl::unexpected(written.error());
    }
    return *written ? file->commit() : Result<void>();
}

} // namespace framescope::ui
