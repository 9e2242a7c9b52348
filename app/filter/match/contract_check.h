// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/checking/checker.h"
#include "filter/match/connection_channel.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <optional>

namespace framescope::filter {

/// Whether an event is a message that is held against a contract: text or binary, whole, inflated.
bool isForContract(const timeline::Timeline& timeline, EventId id);

/// Holds the messages of a timeline against a contract. It caches what it reads, so use one object
/// per thread; fastest with events in ascending order.
class ContractCheck
{
public:
    ContractCheck(const timeline::Timeline& timeline, contract::Document::Ptr contract);

    const contract::Document& contract() const { return checker_.contract(); }

    /// Nullopt if the event is no such message, is longer than `LongestWhole`, or can't be read.
    std::optional<contract::Verdict> check(EventId id);

private:
    const timeline::Timeline& timeline_;
    timeline::StreamReader reader_;
    contract::Checker checker_;
    ConnectionChannel channel_;
};

} // namespace framescope::filter
