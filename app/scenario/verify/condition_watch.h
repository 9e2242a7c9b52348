// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "filter/match/matcher.h"
#include "scenario/engine/expander.h"
#include "scenario/model/scenario.h"
#include "scenario/model/verdict.h"
#include "timeline/index/timeline.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Holds the events of a recording against `never` and `always`, one after the other.
class ConditionWatch
{
public:
    static Result<ConditionWatch> of(const Scenario& scenario, Expander& expander,
                                     std::shared_ptr<const timeline::Timeline> timeline);

    /// Looks at an event, in their order.
    void lookAt(EventId id);
    /// One for each condition; the first event that breaks it.
    std::vector<StepResult> results() const;

private:
    struct Watched
    {
        bool isAlways = false;
        StepResult result;
        std::string filter;
        filter::Matcher messages; ///< for rows of View::Messages
        filter::Matcher frames;   ///< for other events
    };

    bool concerns(const Watched& watched, const timeline::Entry& entry) const;

    std::shared_ptr<const timeline::Timeline> timeline_;
    std::vector<Watched> all_;
};

} // namespace framescope::scenario
