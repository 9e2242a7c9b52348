// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/vocabulary_job.h"

#include "present/search/vocabulary_collector.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <QTimer>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace framescope::present {

struct VocabularyJob::Report
{
    quint64 generation = 0;
    std::size_t lookedAt = 0;
    filter::Vocabulary vocabulary;
};

class VocabularyJob::Worker
{
public:
    explicit Worker(VocabularyJob* owner)
        : owner_(owner), box(work::postboxOf(owner)), thread_([this] { run(); })
    {
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            ++newest_;
        }
        wake_.notify_one();
        thread_.join();
    }

    void look(std::shared_ptr<const timeline::Timeline> timeline, quint64 generation)
    {
        {
            const std::lock_guard lock(mutex_);
            wanted_ = std::move(timeline);
            newest_ = generation;
            more_ = true;
        }
        wake_.notify_one();
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t Chunk = 1024; // events between two looks at the clock
    static constexpr auto Pause = std::chrono::milliseconds(250); // between two reports

    /// One timeline and what was found in it.
    struct Search
    {
        std::shared_ptr<const timeline::Timeline> timeline;
        timeline::StreamReader reader;
        quint64 generation;
        VocabularyCollector collector;
        std::size_t next = 0;

        Search(std::shared_ptr<const timeline::Timeline> events, quint64 number)
            : timeline(std::move(events)), reader(*timeline), generation(number)
        {
        }
    };

    void run()
    {
        std::unique_ptr<Search> search;
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [this] { return more_ || stopping_; });
                if (stopping_) {
                    return;
                }
                more_ = false;
                if (!wanted_) {
                    search.reset();
                } else if (!search || search->generation != newest_) {
                    search = std::make_unique<Search>(wanted_, newest_);
                }
            }
            if (search) {
                lookAtNewEvents(*search);
            }
        }
    }

    void lookAtNewEvents(Search& search)
    {
        auto reported = Clock::now();
        const std::size_t size = search.timeline->size();
        while (search.next < size && search.generation == newest_) {
            const std::size_t end = std::min(size, search.next + Chunk);
            for (; search.next < end; ++search.next) {
                search.collector.lookAt(*search.timeline, search.reader,
                                        EventId{static_cast<std::uint32_t>(search.next)});
            }
            if (search.next == size || Clock::now() - reported > Pause) {
                report(search);
                reported = Clock::now();
            }
        }
    }

    void report(const Search& search)
    {
        box->post([owner = owner_,
                   found = Report{search.generation, search.next, search.collector.vocabulary()}] {
            owner->take(found);
        });
    }

    VocabularyJob* owner_; ///< for what is posted to it
    const std::shared_ptr<work::Postbox> box;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::shared_ptr<const timeline::Timeline> wanted_;
    std::atomic<quint64> newest_{0};
    bool more_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

VocabularyJob::VocabularyJob(QObject* parent)
    : QObject(parent), timer_(new QTimer(this)), worker_(std::make_unique<Worker>(this))
{
    timer_->setInterval(Interval);
    connect(timer_, &QTimer::timeout, this, &VocabularyJob::look);
}

VocabularyJob::~VocabularyJob()
{
    work::Retirement::ofProgram().takeObject(std::move(worker_));
}

void VocabularyJob::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    ++generation_;
    lookedAt_ = 0;
    vocabulary_ = {};
    worker_->look(timeline_, generation_);
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
    if (timeline_ && lookedAt_ < timeline_->size()) {
        worker_->look(timeline_, generation_);
    }
}

void VocabularyJob::take(const Report& report)
{
    if (report.generation == generation_) {
        lookedAt_ = report.lookedAt;
        vocabulary_ = report.vocabulary;
        emit changed();
    }
}

} // namespace framescope::present
