// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/vocabulary_job.h"

#include "present/search/vocabulary_collector.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

namespace framescope::present {

struct VocabularyJob::Report
{
    std::size_t lookedAt = 0;
    filter::Vocabulary vocabulary;
};

/// A timeline and the values found in it.
struct VocabularyJob::Search
{
    static constexpr std::size_t Chunk = 1024; // events between two looks at the clock

    explicit Search(std::shared_ptr<const timeline::Timeline> events)
        : timeline(std::move(events)), reader(*timeline)
    {
    }

    void lookAtSome()
    {
        const std::size_t end = std::min(timeline->size(), next + Chunk);
        for (; next < end; ++next) {
            collector.lookAt(*timeline, reader, EventId{static_cast<std::uint32_t>(next)});
        }
    }

    Report report() const { return {next, collector.vocabulary()}; }

    const std::shared_ptr<const timeline::Timeline> timeline;
    timeline::StreamReader reader;
    VocabularyCollector collector;
    std::size_t next = 0;
};

VocabularyJob::VocabularyJob(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setInterval(Interval);
    connect(timer_, &QTimer::timeout, this, &VocabularyJob::look);
}

void VocabularyJob::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    task_.cancel();
    search_ = timeline ? std::make_shared<Search>(std::move(timeline)) : nullptr;
    lookedAt_ = 0;
    vocabulary_ = {};
    look();
    emit changed();
}

void VocabularyJob::setLive(bool live)
{
    if (live) {
        timer_->start();
    } else {
        timer_->stop();
        look();
    }
}

void VocabularyJob::look()
{
    if (!search_ || task_.isRunning() || lookedAt_ >= search_->timeline->size()) {
        return;
    }
    task_.run(
        [this, search = search_](work::Run& run) {
            constexpr std::chrono::milliseconds pause{250};
            const std::size_t end = search->timeline->size();
            while (search->next < end && !run.isStopped()) {
                search->lookAtSome();
                if (run.isDue(pause)) {
                    run.tell([this, report = search->report()] { take(report); });
                }
            }
            return search->report();
        },
        [this](const Report& report) {
            take(report);
            if (!timer_->isActive()) {
                look();
            }
        });
}

void VocabularyJob::take(const Report& report)
{
    lookedAt_ = report.lookedAt;
    vocabulary_ = report.vocabulary;
    emit changed();
}

} // namespace framescope::present
