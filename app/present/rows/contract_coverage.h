// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/document.h"
#include "timeline/index/timeline.h"
#include "work/task.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace framescope::present {

/// How often each message of a contract is in a recording.
struct ContractCoverage
{
    struct Message
    {
        std::uint64_t seen = 0; ///< broken ones too
        std::uint64_t broken = 0;
    };
    std::vector<Message> messages; ///< as in contract::Document::messages
    std::uint64_t unknown = 0;     ///< messages that are none of the contract
    /// Incomplete, not inflated, too long, or one in which a pattern could not be searched for.
    std::uint64_t unchecked = 0;

    std::uint64_t seen() const;   ///< messages that are one of the contract
    std::uint64_t broken() const; ///< of these
    std::uint64_t wrong() const { return broken() + unknown; } ///< all that break the contract
    std::size_t covered() const; ///< messages of the contract that were seen
};

/// Counts in the thread of `run`, whose progress is in events. A stopped run counts the rest as
/// nothing.
ContractCoverage coverageOf(const timeline::Timeline& timeline,
                            const contract::Document::Ptr& contract, work::Run& run);

} // namespace framescope::present
