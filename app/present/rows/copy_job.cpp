// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/copy_job.h"

#include "base/qt_string.h"
#include "work/postbox.h"

#include <QTimer>

namespace framescope::present {

namespace {

constexpr int TellInterval = 100; // ms

/// Positions in a RowList.
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

struct CopyJob::Progress
{
    std::atomic<std::size_t> done{0};
    std::atomic<std::size_t> total{0};
};

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
                to.resize(std::max<std::size_t>(to.size(), room + 1)); // there is more than fits
            }
            return {};
        };
    };
}

namespace {

CopyResult copy(const CopyRequest& request, std::atomic<std::size_t>& done,
                std::atomic<std::size_t>& total, const std::atomic<bool>& cancelled)
{
    CopyResult result;
    const std::vector<Rows> all = rowsOf(request);
    std::size_t count = 0;
    for (const Rows& rows : all) {
        count += rows.end - rows.first;
    }
    total = count;
    const RowWriter write = request.makeWriter(*request.timeline, request.view);
    std::string text;
    for (const Rows& rows : all) {
        for (std::size_t row = rows.first; row < rows.end && !cancelled; ++row) {
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
            done.store(++result.rows, std::memory_order_relaxed);
        }
    }
    if (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    result.text = toQString(text);
    return result;
}

} // namespace

CopyJob::CopyJob(QObject* parent)
    : QObject(parent), progress_(std::make_shared<Progress>()), timer_(new QTimer(this))
{
    timer_->setInterval(TellInterval);
    connect(timer_, &QTimer::timeout, this,
            [this] { emit progressed(progress_->done, progress_->total); });
}

CopyJob::~CopyJob() = default;

void CopyJob::start(CopyRequest request)
{
    const quint64 number = ++number_;
    running_ = true;
    progress_ = std::make_shared<Progress>();
    timer_->start();
    thread_.run([this, box = work::postboxOf(this), number, progress = progress_,
                 request = std::move(request)](const std::atomic<bool>& cancelled) {
        const CopyResult result = copy(request, progress->done, progress->total, cancelled);
        if (!cancelled) {
            box->post([this, number, result] { deliver(number, result); });
        }
    });
}

void CopyJob::cancel()
{
    thread_.cancel();
    ++number_;
    running_ = false;
    timer_->stop();
}

void CopyJob::deliver(quint64 number, const CopyResult& result)
{
    if (number == number_ && running_) {
        running_ = false;
        timer_->stop();
        emit finished(result);
    }
}

} // namespace framescope::present
