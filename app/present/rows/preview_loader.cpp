// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/preview_loader.h"

#include "present/rows/preview.h"

#include <algorithm>

namespace framescope::present {

struct PreviewLoader::Source
{
    explicit Source(std::shared_ptr<const timeline::Timeline> events)
        : timeline(std::move(events)), reader(*timeline)
    {
    }

    Loaded previews(const std::vector<EventId>& ids, ContractFindings* findings)
    {
        Loaded made;
        for (const EventId id : ids) {
            const bool isChecked = findings && findings->timeline() == timeline;
            made.push_back(
                {id, preview(*timeline, reader, id), isChecked ? findings->of(id) : nullptr});
        }
        return made;
    }

    const std::shared_ptr<const timeline::Timeline> timeline;
    timeline::StreamReader reader;
};

void PreviewLoader::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    task_.cancel();
    source_ = timeline ? std::make_shared<Source>(std::move(timeline)) : nullptr;
    waiting_.clear();
    asked_.clear();
}

void PreviewLoader::request(EventId id)
{
    if (!asked_.insert(id.value).second) {
        const auto found = std::find(waiting_.begin(), waiting_.end(), id);
        if (found == waiting_.end()) {
            return;
        }
        waiting_.erase(found);
    }
    waiting_.push_front(id);
    if (waiting_.size() > MaxPending) {
        asked_.erase(waiting_.back().value);
        waiting_.pop_back();
    }
    if (waiting_.size() == 1) { // previews requested together are made together
        QMetaObject::invokeMethod(this, &PreviewLoader::makeSome, Qt::QueuedConnection);
    }
}

/// Makes a screenful at a time, in order, since a compressed stream reads fast that way.
void PreviewLoader::makeSome()
{
    constexpr std::size_t atOnce = 32;
    if (waiting_.empty() || task_.isRunning()) {
        return;
    }
    const auto end =
        waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), atOnce));
    std::vector<EventId> ids(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    std::sort(ids.begin(), ids.end());
    task_.run([source = source_, findings = findings_,
               ids](work::Run& /*run*/) { return source->previews(ids, findings.get()); },
              [this](const Loaded& previews) {
                  for (const Row& row : previews) {
                      asked_.erase(row.id.value);
                  }
                  makeSome();
                  emit loaded(previews);
              });
}

} // namespace framescope::present
