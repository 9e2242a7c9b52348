// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "codec/diff/diff.h"
#include "timeline/index/event_record.h"

#include <memory>
#include <stop_token>

namespace framescope::present {

/// Two events to compare. A life-cycle event is compared by its details as JSON.
struct ComparedEvents
{
    std::shared_ptr<const timeline::Timeline> timeline;
    EventId left;
    EventId right;
    timeline::View view = timeline::View::Messages;
};

/// Compares the events; reads at most ContentLimit bytes of each payload.
Result<std::shared_ptr<const codec::Diff>> compareEvents(const ComparedEvents& events,
                                                         const codec::DiffOptions& options,
                                                         const std::stop_token& stop);

} // namespace framescope::present
