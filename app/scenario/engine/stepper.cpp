// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/stepper.h"

#include "scenario/engine/stepper_state.h"

#include <algorithm>

namespace framescope::scenario {

Stepper::Stepper(std::shared_ptr<const Scenario> scenario, const std::vector<Step>& steps,
                 Options options)
    : state_(std::make_unique<State>(std::move(scenario), steps, std::move(options)))
{
}

Stepper::~Stepper() = default;
Stepper::Stepper(Stepper&&) noexcept = default;
Stepper& Stepper::operator=(Stepper&&) noexcept = default;

void Stepper::begin(Timestamp time)
{
    State& state = *state_;
    state.began = state.clock = state.base = time;
    state.start();
}

void Stepper::happened(const Happening& happening)
{
    if (!isFinished()) {
        state_->expire(happening.time);
        state_->clock = std::max(state_->clock, happening.time);
        state_->takeHappening(happening);
        (void)state_->proceed(false);
    }
}

void Stepper::advance(Timestamp time)
{
    state_->expire(time);
    state_->clock = std::max(state_->clock, time);
}

void Stepper::noMore(Timestamp time, const std::string& why)
{
    using Waits = State::Waits;
    State& state = *state_;
    advance(time);
    while (!isFinished()) {
        if (state.waits == Waits::Time) {
            state.pass(state.until);
            (void)state.proceed(false);
        } else if (state.waits == Waits::Expectation) {
            state.fail({state.check->words(), why}, time);
        } else {
            state.stopWith(Error{why, {}, {}}, false, time);
        }
    }
}

void Stepper::failed(const Error& error, Failure why)
{
    if (isFinished()) {
        return;
    }
    if (why == Failure::Ended) {
        state_->fail({"it to be done", error.message()}, state_->clock);
    } else {
        state_->stopWith(error, why == Failure::NoConnection, state_->clock);
    }
}

void Stepper::brokenOff(const std::string& why)
{
    if (!isFinished()) {
        state_->stopWith(Error{"not finished: " + why, {}, {}}, false, state_->clock);
        state_->result().cause = Cause::Interrupted;
    }
}

void Stepper::joined(Timestamp time, Outcome outcome, Cause cause)
{
    State& state = *state_;
    if (state.waits != State::Waits::Parallel || isFinished()) {
        return;
    }
    state.clock = std::max(state.clock, time);
    state.pass(time);
    if (outcome != Outcome::Passed) {
        state.result().outcome = outcome;
        state.result().cause = cause;
        state.result().came = "one of the connections did not pass";
        state.finish(outcome);
    } else {
        (void)state.proceed(false);
    }
}

std::optional<Action> Stepper::next()
{
    return state_->proceed(true);
}

std::optional<Timestamp> Stepper::deadline() const
{
    if (isFinished()) {
        return std::nullopt;
    }
    const auto due = state_->due();
    const auto& run = state_->runUntil;
    return due && run ? std::min(*due, *run) : due ? due : run;
}

bool Stepper::judgesAtDeadline() const
{
    // The end of the run's time is a verdict, in a wait too.
    return state_->waits != State::Waits::Time ||
           (state_->runUntil && *state_->runUntil < state_->until);
}

bool Stepper::wantsMore() const
{
    constexpr std::size_t MostThings = 10'000;
    constexpr std::size_t MostBytes = 16 * 1024 * 1024;
    const bool isFull = state_->inbox.size() >= MostThings || state_->inboxBytes >= MostBytes;
    const bool canDoWithout = state_->waits == State::Waits::Nothing ||
                              state_->waits == State::Waits::Time ||
                              state_->waits == State::Waits::Parallel;
    return !isFull || !canDoWithout;
}

bool Stepper::isFinished() const
{
    return state_->outcome.has_value();
}

Outcome Stepper::outcome() const
{
    return state_->outcome.value_or(Outcome::Skipped);
}

bool Stepper::connectionFailed() const
{
    return state_->cause == Cause::NoConnection;
}

const std::vector<StepResult>& Stepper::results() const
{
    return state_->results;
}

const Step* Stepper::current() const
{
    return state_->step;
}

message::TemplateScope& Stepper::scope()
{
    return state_->scope;
}

const HiddenSecrets& Stepper::hidden() const
{
    return state_->judges.hidden;
}

} // namespace framescope::scenario
