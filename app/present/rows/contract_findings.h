// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/checking/verdict.h"
#include "filter/match/contract_check.h"
#include "timeline/index/timeline.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace framescope::present {

/// How the messages of a timeline stand to a contract, found when it is asked for and kept for the
/// last rows. Thread-safe: views and jobs may share one.
class ContractFindings
{
public:
    static constexpr std::size_t MostKept = 4096;

    ContractFindings(std::shared_ptr<const timeline::Timeline> timeline,
                     contract::Document::Ptr contract);

    const contract::Document& contract() const { return *contract_; }
    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    const contract::Document::Ptr& document() const { return contract_; }

    /// Null if the event is no message that can be held against the contract. It reads the payload,
    /// at most `LongestWhole` bytes, if the verdict is not known yet.
    std::shared_ptr<const contract::Verdict> of(EventId id);

private:
    std::shared_ptr<const timeline::Timeline> timeline_;
    contract::Document::Ptr contract_;
    std::mutex mutex_;
    filter::ContractCheck check_;
    std::unordered_map<std::uint32_t, std::shared_ptr<const contract::Verdict>> verdicts_;
    std::deque<std::uint32_t> order_; ///< of `verdicts_`, the oldest first
};

} // namespace framescope::present
