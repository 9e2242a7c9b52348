// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/counters.h"
#include "timeline/index/stream_index.h"
#include "timeline/index/timeline.h"

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace framescope::timeline {

/// The parts of a Timeline besides its entries.
struct Timeline::Connections
{
    struct Connection
    {
        std::array<StreamIndex, 2> streams; ///< by indexOf(Direction)
        ConnectionInfo info;                ///< under `mutex`
    };

    AppendLog<std::unique_ptr<Connection>, 64> all; ///< connection n is element n - 1
    Counters counters;
    mutable std::mutex mutex;
    std::shared_ptr<const recording::File> file; ///< under `mutex`
    std::map<EventId, std::string> changedNotes; ///< under `mutex`; current texts of changed notes
    std::atomic<bool> anyChangedNote{false};
};

} // namespace framescope::timeline
