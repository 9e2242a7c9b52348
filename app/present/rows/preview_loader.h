// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <deque>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

namespace framescope::present {

/// Makes previews in the background, the latest requests first, because those are on screen.
class PreviewLoader : public QObject
{
    Q_OBJECT

public:
    using Loaded = std::vector<std::pair<EventId, QString>>;
    /// The most pending requests. Beyond that the oldest are dropped; they scrolled away.
    static constexpr std::size_t MaxPending = 256;

    using QObject::QObject;

    /// Sets the timeline of later requests; drops earlier ones.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Requests a preview. A waiting request moves to the front; one under way is not repeated.
    void request(EventId id);

signals:
    /// Emitted in this object's thread.
    void loaded(const framescope::present::PreviewLoader::Loaded& previews);

private:
    struct Source;
    void makeSome();

    std::shared_ptr<Source> source_;
    std::unordered_set<std::uint32_t> asked_; ///< requests neither delivered nor dropped
    std::deque<EventId> waiting_;             ///< requests not yet under way
    work::Task task_;
};

} // namespace framescope::present
