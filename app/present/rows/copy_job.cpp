// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/copy_job.h"

#include "base/text/qt_string.h"

#include <utility>

namespace framescope::present {

namespace {

/// A range of positions in a RowList.
struct Rows
{
    std::size_t first;
    std::size_t end;
};

std::vector<Rows> rowsOf(const CopyRequest& request)
{
    std::vector<Rows> found;
    const std::size_t count = request.rows->size();
    for (const EventRange& range : request.ranges) {
        const std::size_t first = request.rows->lowerBound(range.first, count);
        const EventId beyond{range.last.value + 1};
        found.push_back({first, request.rows->lowerBound(beyond, count)});
    }
    return found;
}

} // namespace

MakeRowWriter
recordWriter(std::function<void(std::string& to, const timeline::EventRecord& record)> write)
{
    return [write = std::move(write)](const timeline::Timeline& timeline,
                                      timeline::View view) -> RowWriter {
        auto reader = std::make_shared<timeline::StreamReader>(timeline);
        return [write, &timeline, view, reader](std::string& to, EventId id,
                                                std::optional<EventId> /*above*/,
                                                std::uint64_t room) -> Result<void> {
            const auto record = timeline::eventRecord(timeline, *reader, id, view, room);
            if (!record) {
                return tl::unexpected(record.error());
            }
            write(to, *record);
            if (record->payloadCut) {
                to.resize(std::max<std::size_t>(to.size(), room + 1)); // so that it is too large
            }
            return {};
        };
    };
}

namespace {

CopyResult copy(const CopyRequest& request, work::Run& run)
{
    CopyResult result;
    const std::vector<Rows> all = rowsOf(request);
    std::size_t count = 0;
    for (const Rows& rows : all) {
        count += rows.end - rows.first;
    }
    const RowWriter write = request.makeWriter(*request.timeline, request.view);
    std::string text;
    for (const Rows& rows : all) {
        for (std::size_t row = rows.first; row < rows.end && !run.isStopped(); ++row) {
            const auto above = row == 0 ? std::nullopt : std::optional(request.rows->at(row - 1));
            const std::uint64_t room = request.limit - text.size() + 1;
            if (const auto written = write(text, request.rows->at(row), above, room); !written) {
                result.error = written.error();
                return result;
            }
            if (text.size() > request.limit) {
                result.tooLarge = true;
                return result;
            }
            run.setProgress(++result.rows, count);
        }
    }
    if (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    result.text = toQString(text);
    return result;
}

} // namespace

void CopyJob::start(CopyRequest request)
{
    task_.run([request = std::move(request)](work::Run& run) { return copy(request, run); },
              [this](const CopyResult& result) { emit finished(result); },
              [this](quint64 done, quint64 total) { emit progressed(done, total); });
}

} // namespace framescope::present
