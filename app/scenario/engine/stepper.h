// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "collection/resolving.h"
#include "scenario/engine/action.h"
#include "scenario/engine/happening.h"
#include "scenario/model/scenario.h"
#include "scenario/model/verdict.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::filter {
class Filter;
}

namespace framescope::scenario {

class HiddenSecrets;

/// Takes the steps of a scenario on one connection. Sans-IO: it is told what happened, in its
/// order, and what time it is; it says what to do, and gives the verdict. It decides by the events
/// and their times alone, never by when it is told of them.
///
///     Stepper stepper(scenario, scenario->steps, options);
///     stepper.begin(now);
///     for (;;) {
///         while (there is room && (action = stepper.next())) { do it; }
///         if (stepper.isFinished()) { break; }
///         wait until something happens, at most until stepper.deadline();
///         stepper.happened(…) for each event, or stepper.advance(now);
///     }
class Stepper
{
public:
    /// Whether the event with this number matches; nullopt if it is too long to be tested.
    using MatchFilter =
        std::function<std::optional<bool>(const filter::Filter& filter, std::uint64_t event)>;

    struct Options
    {
        /// The values of all variables: of the file, the environment, the command line, the matrix.
        std::map<QString, QString> variables = {};
        collection::SecretValues secrets = {};
        std::optional<std::uint32_t> seed = {}; ///< of {{random}} and {{uuid}}
        MatchFilter matchFilter = {};           ///< null: a `filter` is an error
        /// The connection of these steps; null: that of the scenario, if it has one. Must outlive
        /// the stepper.
        const Connect* connect = nullptr;
        std::string connectionName = {}; ///< of a parallel one
        /// How many of the last events are kept for the report.
        std::size_t lastEvents = 5;
    };

    /// `steps` are the scenario's, or those of one of its parallel connections. Nothing of the
    /// scenario is copied: 1,000 steppers may share one.
    Stepper(std::shared_ptr<const Scenario> scenario, const std::vector<Step>& steps,
            Options options);
    ~Stepper();
    Stepper(Stepper&&) noexcept;
    Stepper& operator=(Stepper&&) noexcept;

    /// The run begins. The client's first action is to connect; a server waits for a Request.
    void begin(Timestamp time);
    /// In the order of the events. What was due before its time has passed then, so `advance` need
    /// not be called before it.
    void happened(const Happening& happening);
    /// Nothing else happened up to this time.
    void advance(Timestamp time);
    /// Nothing more will happen: the recording, or the program, ends. Unmet expectations fail.
    void noMore(Timestamp time, const std::string& why);
    enum class Failure {
        Mistake,      ///< in the file, or in another that it names
        NoConnection, ///< none could be made
        Ended         ///< the connection ended before it could be done: the step is not passed
    };
    /// The last action can't be done; the run ends.
    void failed(const Error& error, Failure why = Failure::Mistake);
    /// The run is broken off from outside: it has an error, and no verdict about the other side.
    void brokenOff(const std::string& why);
    /// The connections of the last action::Parallel have run. `cause`: why not all of them passed.
    void joined(Timestamp time, Outcome outcome, Cause cause = Cause::Itself);

    /// The next thing to do; nullopt if something must happen first, or the run is finished. Steps
    /// are only taken when they are asked for here, so a repeat of a million messages needs no
    /// memory: call it while there is room for what is sent.
    std::optional<Action> next();
    /// When `advance` is to be called if nothing happens; nullopt: never.
    std::optional<Timestamp> deadline() const;
    /// Whether a verdict depends on the deadline, so that all that happened before it must have
    /// been told; if not, it is only the end of a wait.
    bool judgesAtDeadline() const;
    /// Whether to tell of more happenings. If not, many wait for their steps, and what the stepper
    /// is at needs none: stop reading until `wantsMore` is true again, and call `advance`
    /// meanwhile.
    bool wantsMore() const;

    /// The verdict is known. The connection may be open: close it with 1000.
    bool isFinished() const;
    Outcome outcome() const;
    /// A connection could not be made that had to open.
    bool connectionFailed() const;
    /// Of the steps so far, in the order in which they were taken; at the end, also of those that
    /// were not reached. A step of a repeat is there once.
    const std::vector<StepResult>& results() const;
    /// The step that waits or acts at present; null at the end.
    const Step* current() const;
    /// The present values of variables, for texts of the file that are no steps.
    message::TemplateScope& scope();
    const HiddenSecrets& hidden() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::scenario
