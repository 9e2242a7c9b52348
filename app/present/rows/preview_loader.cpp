// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/preview_loader.h"

#include "present/rows/preview.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace framescope::present {

struct PreviewLoader::Worker
{
    explicit Worker(PreviewLoader* loader)
        : owner(loader), box(work::postboxOf(loader)), thread([this] { run(); })
    {
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
        }
        wake.notify_one();
        thread.join();
    }

    void run()
    {
        std::shared_ptr<const timeline::Timeline> current;
        std::unique_ptr<timeline::StreamReader> reader;
        for (;;) {
            std::vector<EventId> ids;
            std::shared_ptr<const timeline::Timeline> wanted;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return stopping || !pending.empty(); });
                if (stopping) {
                    return;
                }
                wanted = timeline;
                // A screenful at a time, in order: that is how a compressed stream reads fast.
                const std::size_t count = std::min<std::size_t>(pending.size(), 32);
                ids.assign(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(count));
                pending.erase(pending.begin(),
                              pending.begin() + static_cast<std::ptrdiff_t>(count));
            }
            if (wanted != current) {
                reader = std::make_unique<timeline::StreamReader>(*wanted);
                current = wanted;
            }
            deliver(current, makePreviews(*current, *reader, std::move(ids)));
        }
    }

    Loaded makePreviews(const timeline::Timeline& events, timeline::StreamReader& reader,
                        std::vector<EventId> ids)
    {
        std::sort(ids.begin(), ids.end());
        Loaded previews;
        for (const EventId id : ids) {
            previews.emplace_back(id, preview(events, reader, id));
        }
        return previews;
    }

    void deliver(const std::shared_ptr<const timeline::Timeline>& from, Loaded previews)
    {
        box->post([owner = owner, from, previews = std::move(previews)] {
            owner->deliver(from, previews);
        });
    }

    PreviewLoader* owner; ///< for what is posted to it
    const std::shared_ptr<work::Postbox> box;
    std::mutex mutex;
    std::condition_variable wake;
    std::shared_ptr<const timeline::Timeline> timeline; ///< written by the owner's thread alone
    std::deque<EventId> pending;
    bool stopping = false;
    std::thread thread;
};

PreviewLoader::PreviewLoader(QObject* parent)
    : QObject(parent), worker_(std::make_unique<Worker>(this))
{
}

PreviewLoader::~PreviewLoader()
{
    work::Retirement::ofProgram().takeObject(std::move(worker_));
}

void PreviewLoader::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    const std::lock_guard lock(worker_->mutex);
    worker_->timeline = std::move(timeline);
    worker_->pending.clear();
    asked_.clear();
}

void PreviewLoader::request(EventId id)
{
    {
        const std::lock_guard lock(worker_->mutex);
        auto& pending = worker_->pending;
        if (!asked_.insert(id.value).second) {
            const auto found = std::find(pending.begin(), pending.end(), id);
            if (found == pending.end()) {
                return;
            }
            pending.erase(found);
        }
        pending.push_front(id);
        if (pending.size() > MaxPending) {
            asked_.erase(pending.back().value);
            pending.pop_back();
        }
    }
    worker_->wake.notify_one();
}

void PreviewLoader::deliver(const std::shared_ptr<const timeline::Timeline>& from,
                            const Loaded& previews)
{
    if (from != worker_->timeline) {
        return;
    }
    for (const auto& [id, preview] : previews) {
        asked_.erase(id.value);
    }
    emit loaded(previews);
}

} // namespace framescope::present
