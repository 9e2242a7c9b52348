// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/engine/expander.h"
#include "scenario/engine/expectation_check.h"
#include "scenario/engine/regular_expression.h"
#include "scenario/engine/stepper.h"
#include "scenario/engine/thing.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// What a Stepper is at.
struct Stepper::State
{
    /// Steps that are taken one after the other: those of the run, of a repeat, of an alternative.
    struct Level
    {
        const std::vector<Step>* steps = nullptr;
        std::size_t next = 0;
        const Repeat* repeat = nullptr;
        std::uint64_t round = 1;
        std::optional<std::uint64_t> rounds = {}; ///< of a repeat; none: until the end
    };

    /// What the current step waits for.
    enum class Waits {
        Nothing,     ///< the next step can be taken
        Expectation, ///< in `check`
        Time,        ///< until `until`
        ToBeOpen,    ///< for the connection to open, before something is sent or the run ends
        ToEnd,       ///< for the connection to end, before it is made again
        ToBeSent,    ///< at the end of the run
        Parallel
    };

    enum class Phase { None, Connecting, Open, Ended };

    struct LastMessage
    {
        QByteArray payload;
        bool isBinary = false;
        std::uint64_t length = 0; ///< larger if `payload` is only its beginning
    };

    State(std::shared_ptr<const Scenario> scenario, const std::vector<Step>& steps,
          Options options);

    // stepper_steps.cpp
    void start();
    std::optional<Action> proceed(bool mayAct);
    bool isIdleForTooLong();
    std::optional<Action> take(const Step& step);
    std::optional<Action> takeSend(const Send& send, const Part* part);
    std::optional<Action> takeEcho();
    void noteUnsent(const message::Outgoing& outgoing);
    std::optional<Action> takeConnect(const ConnectAgain& again);
    void enter(const Repeat& repeat);
    bool isPossible(const Step& step);
    std::optional<Action> takeBehaviours(const ChangeBehaviours& change);
    std::optional<Action> takeMisdeed(const DoMisdeed& misdeed);
    std::optional<Action> connectAction();
    void expect(const Expectation& expectation);
    void setVariables(const Set& set);
    Result<QString> valueOf(const SetVariable& variable);
    Result<RegularExpression> expressionOf(const SetVariable& variable, const std::string& source);
    bool isRepeated() const;
    bool enterNext();
    void endSteps();
    bool isUnexpectedlyClosed() const;
    void stopAsClosed();

    // stepper_answers.cpp
    bool stepsAnswer() const;
    std::optional<Action> firstAnswer();
    std::optional<Action> takeAccept(const Accept& accept);
    std::optional<Action> takeRefuse(const Refuse& refuse);
    std::optional<Action> takeRespond(const Respond& respond);
    Result<wire::HeaderFields>
    expandedHeaders(const std::vector<std::pair<std::string, Text>>& headers);

    // stepper_events.cpp
    void takeHappening(const Happening& happening);
    void notePhase(const Happening& happening);
    void noteSent(const Happening& happening);
    void judgeWaiting();
    /// Whether the happening is done with, rather than kept.
    bool judge(const Happening& happening);
    void met(const Happening& happening, const Judgement& judgement);
    bool leavesRepeat(const Happening& happening);
    void keep(const Happening& happening);
    void noteTaken(const Happening& happening);
    std::optional<Timestamp> due() const;
    void expire(Timestamp time);
    void expireOne();

    // stepper_report.cpp
    void beginStep(const Step& step);
    void pass(Timestamp time);
    StepResult& result() { return results[currentResult]; }
    StepResult& lastResult();
    void fail(Mismatch mismatch, Timestamp time, Cause cause = Cause::Itself);
    void stopWith(const Error& error, bool isConnection, Timestamp time);
    void finish(Outcome outcome);
    void addSkipped();
    void remember(const Happening& happening);
    std::vector<std::string> lastEvents() const;

    std::shared_ptr<const Scenario> scenario;
    Options options;
    Judges judges;
    message::TemplateScope scope;
    Expander expander{scope};
    std::optional<LastMessage> last;    ///< that an expectation took
    std::optional<wire::HttpHead> head; ///< the answer's; in a server the request's
    connection::Behaviours behaviours;

    std::vector<Level> levels;
    const Step* step = nullptr; ///< the one that waits
    Waits waits = Waits::Nothing;
    std::optional<ExpectationCheck> check;
    // Of steps in repeats that have no templates: they are the same each time.
    std::map<const Expectation*, ExpectationCheck> checks;
    std::map<const SetVariable*, RegularExpression> expressions;
    const Connect* connect = nullptr; ///< the current connection
    bool connectDue = false;
    bool answerDue = false;  ///< a server: the request has come, and the steps don't answer it
    std::string clientFault; ///< a server: the end by a violation that no expectation has taken
    bool closeSeen = false;  ///< a Close frame of the other side, whose end is awaited
    /// An action that waits for its Sent.
    struct Unsent
    {
        std::size_t result = 0; ///< of its step
        Timestamp since;
        Bytes beginning; ///< of what is sent
        bool isBinary = false;
    };
    std::deque<Unsent> unsent;

    std::deque<Thing> inbox;
    std::size_t inboxBytes = 0;
    std::uint32_t idleSteps = 0; ///< since `idleSince`, or the last action
    Timestamp idleSince{};
    Phase phase = Phase::None;
    Link link;
    bool isJudged = false; ///< an expectation was about whether there is a connection

    Timestamp began;
    Timestamp clock; ///< the latest time that is known
    Timestamp base;  ///< when the last step was done
    Timestamp stepBegan;
    Timestamp until;
    std::chrono::milliseconds usualWithin{5000};
    std::optional<Timestamp> runUntil; ///< the end of the run's time

    std::deque<Thing> memory; ///< the last events, with the beginnings of their payloads
    std::vector<StepResult> results;
    std::map<const Step*, std::size_t> resultOf; ///< of the steps in repeats
    std::size_t currentResult = 0;
    std::optional<Outcome> outcome;
    Cause cause = Cause::Itself; ///< of the outcome
};

} // namespace framescope::scenario
