// SPDX-License-Identifier: GPL-3.0-or-later
//
// The connections parallel to the first.
#include "scenario/verify/connection_run.h"
#include "scenario/verify/recording_name.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

void ConnectionRun::runParallel(const action::Parallel& parallel)
{
    for (const ParallelConnection& connection : parallel.parallel->connections) {
        Plan plan = plan_;
        plan.steps = &connection.steps;
        plan.options.variables = parallel.variables;
        plan.options.connect = connection.connect ? &*connection.connect : plan_.options.connect;
        plan.options.connectionName = connection.name;
        plan.recording = recordingOf(plan_.recording, connection.name, otherRecordings_);
        plan.isHeld = true;
        auto& child = children_.emplace_back(std::make_unique<ConnectionRun>(std::move(plan)));
        connect(child.get(), &ConnectionRun::settled, this, &ConnectionRun::childSettled);
        connect(child.get(), &ConnectionRun::finished, this, &ConnectionRun::childFinished);
    }
    for (const auto& child : children_) {
        child->start();
    }
}

/// Nobody goes on before all have connected: what one sends, the others see.
void ConnectionRun::childSettled()
{
    const auto isSettled = [](const auto& child) { return child->isSettled_; };
    if (std::ranges::all_of(children_, isSettled)) {
        for (const auto& child : children_) {
            child->letGo();
        }
    }
}

void ConnectionRun::childFinished()
{
    const auto isComplete = [](const auto& child) { return child->isComplete_; };
    if (!std::ranges::all_of(children_, isComplete)) {
        return;
    }
    const auto before = static_cast<std::ptrdiff_t>(otherResults_.size());
    const Outcome outcome = takeChildren();
    const bool couldConnect = std::find_if(otherResults_.begin() + before, otherResults_.end(),
                                           [](const StepResult& result) {
                                               return result.cause == Cause::NoConnection;
                                           }) == otherResults_.end();
    stepper_.joined(now(), outcome, couldConnect ? Cause::Itself : Cause::NoConnection);
    if (isEnding_) {
        endWhenClosed();
    } else {
        pump();
    }
}

/// Keeps what became of the parallel connections; returns the worst of it.
Outcome ConnectionRun::takeChildren()
{
    Outcome worst = Outcome::Passed;
    for (auto& child : children_) {
        const Outcome outcome = child->outcome();
        worst = outcome == Outcome::Passed || worst == Outcome::Error ? worst : outcome;
        std::ranges::move(child->results(), std::back_inserter(otherResults_));
        std::ranges::move(child->recordings(), std::back_inserter(otherRecordings_));
        child.release()->deleteLater(); // this may be its signal
    }
    children_.clear();
    return worst;
}

} // namespace framescope::scenario
