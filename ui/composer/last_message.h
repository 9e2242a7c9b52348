// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"
#include "work/task.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

namespace framescope::ui {

/// The last message that was received, for templates: read from the recording in the background.
class LastMessage
{
public:
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// As it was when `update` was done; nullopt if there was none, or it is larger than 4 MiB.
    const std::optional<QByteArray>& value() const { return value_; }
    /// Reads the last message, then calls `then` in this thread. A later call replaces an earlier.
    void update(const std::function<void()>& then);
    bool isReading() const { return task_.isRunning(); }

private:
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<QByteArray> value_;
    work::Task task_;
};

} // namespace framescope::ui
