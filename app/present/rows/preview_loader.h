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

/// Makes previews in the background, the ones asked for last first: those are on screen.
class PreviewLoader : public QObject
{
    Q_OBJECT

public:
    using Loaded = std::vector<std::pair<EventId, QString>>;
    /// Requests beyond this many are forgotten, the oldest first; they scrolled away.
    static constexpr std::size_t MaxPending = 256;

    using QObject::QObject;

    /// What is asked for from now on is read from here; forgets what was asked for before.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Asking again for what waits moves it to the front; what is under way is not made twice.
    void request(EventId id);

signals:
    /// In this object's thread.
    void loaded(const framescope::present::PreviewLoader::Loaded& previews);

private:
    struct Source;
    void makeSome();

    std::shared_ptr<Source> source_;
    std::unordered_set<std::uint32_t> asked_; ///< and neither delivered nor forgotten
    std::deque<EventId> waiting_;             ///< those of them that are not being made
    work::Task task_;
};

} // namespace framescope::present
