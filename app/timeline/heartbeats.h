// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "timeline/timeline.h"

#include <cstddef>
#include <memory>

namespace framescope::timeline {

/// Recognises heartbeats: frames or messages of one connection and direction that are alike
/// (same type, and the same payload but for digits) and come at regular intervals. Pings and
/// the pongs that answer them are heartbeats as well once they are regular.
///
/// For one thread. What a run is known by is only known after a few of it came; `contains`
/// speaks of what `update` has seen.
class Heartbeats
{
public:
    explicit Heartbeats(const Timeline& timeline);
    ~Heartbeats();

    /// Looks at the events before `end` that it has not seen yet.
    void update(std::size_t end);
    /// Events that were looked at.
    std::size_t seen() const;
    /// Precondition: `id.value < seen()`.
    bool contains(EventId id) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
