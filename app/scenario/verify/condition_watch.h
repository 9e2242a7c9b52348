// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "filter/match/contract_check.h"
#include "filter/match/matcher.h"
#include "scenario/engine/contract_watch.h"
#include "scenario/engine/expander.h"
#include "scenario/model/scenario.h"
#include "scenario/model/verdict.h"
#include "timeline/index/timeline.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Whether a message matches a filter; nullopt if it is too long to be tested.
std::optional<bool> isMatch(const filter::Filter& filter, const timeline::Timeline& timeline,
                            EventId id);

/// Holds the events of a recording against `never`, `always` and the contract, one after the other.
/// What can't be checked, as it is too long or damaged, breaks a condition.
class ConditionWatch
{
public:
    /// `first`: how many events the recording had before, which the numbers in words leave out.
    static Result<ConditionWatch> of(const Scenario& scenario, Expander& expander,
                                     const HiddenSecrets& hidden,
                                     std::shared_ptr<const timeline::Timeline> timeline,
                                     std::uint32_t first = 0);

    /// Looks at an event, in their order.
    void lookAt(EventId id);
    /// Looks at what follows the last step, from `next` on: the rest of the connection, up to the
    /// Close with which the client ends it. What follows a Close of the client is left out, as is
    /// that Close. Returns whether it has come to the end, rather than to that of the recording.
    bool lookAtRest(std::uint32_t& next, ConnectionId connection);
    /// One for each condition; the first event that breaks it.
    std::vector<StepResult> results() const;

private:
    struct Watched
    {
        bool isAlways = false;
        StepResult result;
        std::string filter;       ///< as it is told
        filter::Matcher messages; ///< for rows of View::Messages
        filter::Matcher frames;   ///< for other events
    };

    struct Contract
    {
        ContractWatch watch;
        std::unique_ptr<filter::ContractCheck> check;
    };

    void hold(Watched& watched, EventId id);
    void holdContract(EventId id);

    std::shared_ptr<const timeline::Timeline> timeline_;
    std::uint32_t first_ = 0;
    HiddenSecrets hidden_;
    std::vector<Watched> all_;
    std::optional<Contract> contract_;
    bool isOver_ = false; ///< the connection has ended, or the client has sent Close
};

} // namespace framescope::scenario
