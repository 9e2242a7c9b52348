// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/fold_job.h"

#include <chrono>
#include <utility>

namespace framescope::present {

namespace {

FoldJob::Report reportOf(FoldFinder& finder)
{
    return {finder.seen(), finder.takeChanges()};
}

} // namespace

void FoldJob::start(quint64 request, std::shared_ptr<const timeline::Timeline> timeline,
                    std::shared_ptr<const RowList> rows)
{
    task_.cancel();
    request_ = request;
    if (!finder_ || finder_->timeline() != timeline) {
        finder_ = std::make_shared<FoldFinder>(std::move(timeline));
    }
    rows_ = std::move(rows);
    count_ = 0;
    report_ = {};
}

void FoldJob::advance(std::size_t rows)
{
    count_ = rows;
    look();
}

void FoldJob::stop()
{
    task_.cancel();
    request_ = 0;
    finder_.reset();
    report_ = {};
}

/// Reports the first rows at once, later ones no more often than a screen is drawn.
void FoldJob::look()
{
    if (!finder_ || task_.isRunning() || count_ <= report_.rows) {
        return;
    }
    task_.run(
        [this, finder = finder_, rows = std::exchange(rows_, nullptr),
         count = count_](work::Run& run) {
            constexpr std::chrono::milliseconds interval{17};
            if (rows) {
                finder->setRows(rows);
            }
            bool first = rows != nullptr;
            while (!finder->advance(count) && !run.isStopped()) {
                if (std::exchange(first, false) || run.isDue(interval)) {
                    run.tell([this, part = reportOf(*finder)] { add(part); });
                }
            }
            return reportOf(*finder);
        },
        [this](const Report& part) {
            add(part);
            look();
        });
}

void FoldJob::add(const Report& part)
{
    report_.rows = part.rows;
    report_.folds.insert(report_.folds.end(), part.folds.begin(), part.folds.end());
    emit changed();
}

std::optional<FoldJob::Report> FoldJob::take(std::size_t least)
{
    if (report_.rows < least) {
        return std::nullopt;
    }
    return Report{report_.rows, std::exchange(report_.folds, {})};
}

} // namespace framescope::present
