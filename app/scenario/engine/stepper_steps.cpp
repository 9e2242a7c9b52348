// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the steps are taken.
#include "base/text/visible_text.h"
#include "codec/json/json_escapes.h"
#include "scenario/engine/regular_expression.h"
#include "scenario/engine/stepper_state.h"
#include "scenario/engine/words.h"
#include "scenario/model/value_texts.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

/// Whether the step is taken by doing something.
bool isAction(const Step& step)
{
    return !std::holds_alternative<Expectation>(step.what) &&
           !std::holds_alternative<Wait>(step.what) && !std::holds_alternative<Set>(step.what) &&
           !std::holds_alternative<Repeat>(step.what);
}

bool needsOpen(const Step& step)
{
    return std::holds_alternative<Send>(step.what) || std::holds_alternative<Echo>(step.what) ||
           std::holds_alternative<Part>(step.what) || std::holds_alternative<DoMisdeed>(step.what);
}

/// A draft whose file, if it is one, has its whole path.
message::Draft inFolder(message::Draft draft, const std::string& folder)
{
    const bool isFile = draft.form == message::Form::File && !folder.empty() &&
                        !draft.content.startsWith(QLatin1String("{{"));
    if (isFile) {
        draft.content = QDir(toQString(folder)).absoluteFilePath(draft.content);
    }
    return draft;
}

/// What the report shows of something that is sent.
struct Shown
{
    Bytes beginning;
    bool isBinary = false;
};

Shown shown(const message::Outgoing& outgoing)
{
    constexpr std::size_t Most = 256;
    const auto beginning = [&](const QByteArray& bytes, bool isBinary) {
        const ByteView view = viewOf(bytes);
        const ByteView kept = view.first(std::min(view.size(), Most));
        return Shown{Bytes(kept.begin(), kept.end()), isBinary};
    };
    if (const auto data = message::dataOf(outgoing)) {
        const auto* text = std::get_if<QString>(&data->content);
        return text ? beginning(text->left(Most).toUtf8(), false)
                    : beginning(std::get<QByteArray>(data->content), true);
    }
    if (const auto* raw = std::get_if<message::Raw>(&outgoing)) {
        return beginning(raw->bytes, true);
    }
    return {};
}

} // namespace

Stepper::State::State(std::shared_ptr<const Scenario> theScenario, const std::vector<Step>& steps,
                      Options theOptions)
    : scenario(std::move(theScenario)),
      options(std::move(theOptions)), judges{options.matchFilter,
                                             scenario->contract ? scenario->contract->document
                                                                : nullptr,
                                             HiddenSecrets(*scenario, options.secrets)},
      connect(options.connect     ? options.connect
              : scenario->connect ? &*scenario->connect
                                  : nullptr)
{
    levels.push_back({.steps = &steps});
    link.isServer = scenario->playsServer();
    scope.variables = options.variables;
    for (const auto& [name, value] : options.secrets) {
        scope.variables.try_emplace(name, value);
    }
    scope.last = [this] {
        return last ? std::optional(last->payload) : std::optional<QByteArray>();
    };
    if (options.seed) {
        scope.random = message::RandomNumbers(*options.seed);
    }
}

/// The variables of the file that have no value from outside, and the times of the run.
void Stepper::State::start()
{
    connectDue = !link.isServer && connect != nullptr;
    for (const auto& [name, text] : scenario->variables) {
        if (scope.variables.contains(toQString(name))) {
            continue;
        }
        const auto value = expander(text);
        if (!value) {
            stopWith(value.error(), false, base);
            return;
        }
        scope.variables[toQString(name)] = toQString(*value);
    }
    const auto time = [this](const std::optional<Text>& text) {
        return text ? expander.value(*text, timeFrom).map([](auto value) {
            return std::optional(value);
        })
                    : Result<std::optional<std::chrono::milliseconds>>(std::nullopt);
    };
    const auto within = time(scenario->within);
    const auto timeout = time(scenario->timeout);
    if (!within || !timeout) {
        stopWith(!within ? within.error() : timeout.error(), false, base);
        return;
    }
    usualWithin = within->value_or(usualWithin);
    runUntil = *timeout ? std::optional(began + **timeout) : std::nullopt;
}

/// Takes steps until something is to be done, or waited for.
std::optional<Action> Stepper::State::proceed(bool mayAct)
{
    while (!outcome && waits == Waits::Nothing) {
        if (connectDue || answerDue) {
            return !mayAct ? std::nullopt : connectDue ? connectAction() : firstAnswer();
        }
        if (link.isServer && phase == Phase::None) {
            return std::nullopt; // before the request
        }
        if (!enterNext()) {
            step = nullptr;
            endSteps();
            break;
        }
        Level& level = levels.back();
        const Step& next = (*level.steps)[level.next];
        if (isAction(next) && !mayAct) {
            break;
        }
        if (needsOpen(next) && phase == Phase::Connecting) {
            waits = Waits::ToBeOpen;
            break;
        }
        ++level.next;
        beginStep(next);
        if (!isPossible(next) || isIdleForTooLong()) {
            break;
        }
        if (auto action = take(next)) {
            idleSteps = 0;
            return action;
        }
    }
    return std::nullopt;
}

/// Ends the run if step follows on step, and none of them does anything or takes any time: a repeat
/// of these could go on for hours.
bool Stepper::State::isIdleForTooLong()
{
    constexpr std::uint32_t MostIdleSteps = 100'000;
    idleSteps = std::exchange(idleSince, clock) == clock ? idleSteps + 1 : 0;
    if (idleSteps <= MostIdleSteps) {
        return false;
    }
    stopWith(Error{std::to_string(MostIdleSteps) + " steps have neither sent anything nor waited",
                   {},
                   "let the repeat send, expect or wait"},
             false, clock);
    return true;
}

/// All steps are done. What no expectation was about must have gone well: the connection has
/// opened, a client has broken no rule, and all is sent.
void Stepper::State::endSteps()
{
    if (isUnexpectedlyClosed()) {
        stopAsClosed();
    } else if (!clientFault.empty()) {
        fail({"a client that keeps to the protocol", clientFault}, clock);
    } else if (phase == Phase::Connecting && !link.isServer) {
        waits = Waits::ToBeOpen;
    } else if (!unsent.empty()) {
        waits = Waits::ToBeSent;
    } else {
        finish(Outcome::Passed);
    }
}

/// Whether the connection could not be made, and no expectation was about that.
bool Stepper::State::isUnexpectedlyClosed() const
{
    return phase == Phase::Ended && !link.isServer && !link.wasOpen && !isJudged;
}

void Stepper::State::stopAsClosed()
{
    std::string why = "the connection did not open";
    if (!link.error.empty()) {
        why += ": " + link.error;
    } else if (head) {
        why += ": " + visibleText(wire::startLine(*head));
    }
    stopWith(Error{why, {}, {}}, true, clock);
}

/// Goes to the next step; false if there is none.
bool Stepper::State::enterNext()
{
    while (!levels.empty()) {
        Level& level = levels.back();
        if (level.next < level.steps->size()) {
            return true;
        }
        const bool again =
            level.repeat && (level.rounds ? level.round < *level.rounds : phase != Phase::Ended);
        if (!again) {
            levels.pop_back();
            continue;
        }
        ++level.round;
        level.next = 0;
        if (!level.repeat->as.empty()) {
            scope.variables[toQString(level.repeat->as)] = QString::number(level.round);
        }
    }
    return false;
}

/// Ends the run if the step needs a connection and there is none.
bool Stepper::State::isPossible(const Step& next)
{
    if (!needsOpen(next) || phase == Phase::Open) {
        return true;
    }
    if (link.wasOpen || link.isServer) {
        fail({"an open connection", "the connection has ended"}, clock);
    } else if (phase == Phase::None) {
        stopWith(Error{"there is no connection", {}, {}}, false, clock);
    } else {
        stopAsClosed();
    }
    return false;
}

std::optional<Action> Stepper::State::take(const Step& next)
{
    struct Take
    {
        State& state;

        std::optional<Action> operator()(const Expectation& what) const
        {
            state.expect(what);
            return std::nullopt;
        }
        std::optional<Action> operator()(const Wait& what) const
        {
            const auto time = state.expander.value(what.time, timeFrom);
            if (!time) {
                state.stopWith(time.error(), false, state.clock);
            } else {
                state.waits = Waits::Time;
                state.until = state.base + *time;
            }
            return std::nullopt;
        }
        std::optional<Action> operator()(const Set& what) const
        {
            state.setVariables(what);
            return std::nullopt;
        }
        std::optional<Action> operator()(const Repeat& what) const
        {
            state.enter(what);
            return std::nullopt;
        }
        std::optional<Action> operator()(const Parallel& what) const
        {
            state.waits = Waits::Parallel;
            return action::Parallel{&what, state.scope.variables};
        }
        std::optional<Action> operator()(const End& what) const
        {
            state.pass(state.clock);
            return action::End{what.how};
        }
        std::optional<Action> operator()(const Send& what) const
        {
            return state.takeSend(what, nullptr);
        }
        std::optional<Action> operator()(const Echo& /*what*/) const { return state.takeEcho(); }
        std::optional<Action> operator()(const Part& what) const
        {
            return state.takeSend(what.send, &what);
        }
        std::optional<Action> operator()(const ChangeBehaviours& what) const
        {
            return state.takeBehaviours(what);
        }
        std::optional<Action> operator()(const DoMisdeed& what) const
        {
            return state.takeMisdeed(what);
        }
        std::optional<Action> operator()(const ConnectAgain& what) const
        {
            return state.takeConnect(what);
        }
        std::optional<Action> operator()(const Accept& what) const
        {
            return state.takeAccept(what);
        }
        std::optional<Action> operator()(const Refuse& what) const
        {
            return state.takeRefuse(what);
        }
        std::optional<Action> operator()(const Respond& what) const
        {
            return state.takeRespond(what);
        }
    };
    return std::visit(Take{*this}, next.what);
}

void Stepper::State::expect(const Expectation& expectation)
{
    if (const auto known = checks.find(&expectation); known != checks.end()) {
        check = known->second;
    } else {
        (void)expander.hasExpanded();
        auto made = ExpectationCheck::of(expectation, expander, judges);
        if (!made) {
            stopWith(made.error(), false, clock);
            return;
        }
        check = *std::move(made);
        if (isRepeated() && !expander.hasExpanded()) {
            checks.emplace(&expectation, *check);
        }
    }
    waits = Waits::Expectation;
    judgeWaiting();
}

void Stepper::State::enter(const Repeat& repeat)
{
    results.pop_back(); // its steps have results of their own
    Level level{.steps = &repeat.steps, .repeat = &repeat};
    if (repeat.times) {
        const auto times = expander.value(*repeat.times, numberFrom);
        if (!times) {
            beginStep(*step);
            stopWith(times.error(), false, clock);
            return;
        }
        if (*times == 0) {
            return;
        }
        level.rounds = *times;
    }
    if (!repeat.as.empty()) {
        scope.variables[toQString(repeat.as)] = QStringLiteral("1");
    }
    levels.push_back(level);
}

std::optional<Action> Stepper::State::takeSend(const Send& send, const Part* part)
{
    auto outgoing = message::outgoingFrom(inFolder(send.draft, send.folder), scope);
    if (!outgoing) {
        stopWith(Expander::at(step->place, outgoing.error()), false, clock);
        return std::nullopt;
    }
    noteUnsent(*outgoing);
    if (!part) {
        pass(clock);
        return action::Send{*std::move(outgoing), &send.draft};
    }
    const auto pause = expander.value(part->pause, timeFrom);
    if (!pause) {
        stopWith(pause.error(), false, clock);
        return std::nullopt;
    }
    pass(clock);
    return action::SendPart{*std::move(outgoing), part->first, part->pieces, *pause};
}

void Stepper::State::noteUnsent(const message::Outgoing& outgoing)
{
    auto [beginning, isBinary] = shown(outgoing);
    unsent.push_back({currentResult, clock, std::move(beginning), isBinary});
}

std::optional<Action> Stepper::State::takeEcho()
{
    if (!last || last->length > static_cast<std::uint64_t>(last->payload.size())) {
        const std::string why = last ? "the last message is too long to be sent back"
                                     : "no message was expected before that could be sent back";
        stopWith(Error{why, step->place.text(), {}}, false, clock);
        return std::nullopt;
    }
    auto outgoing = message::sameMessage(last->payload, last->isBinary);
    noteUnsent(outgoing);
    pass(clock);
    return action::Send{std::move(outgoing)};
}

std::optional<Action> Stepper::State::takeBehaviours(const ChangeBehaviours& change)
{
    for (const Text& text : change.changes) {
        const auto done = expander.value(text, [this](const std::string& expanded) {
            return connection::setBehaviour(behaviours, expanded);
        });
        if (!done) {
            stopWith(done.error(), false, clock);
            return std::nullopt;
        }
    }
    pass(clock);
    return action::Behave{behaviours};
}

std::optional<Action> Stepper::State::takeMisdeed(const DoMisdeed& misdeed)
{
    const auto read = expander.value(misdeed.misdeed, connection::misdeedFrom);
    if (!read || !*read) {
        stopWith(read ? Error{"this is no misdeed", step->place.text(), "cut=rst, for instance"}
                      : read.error(),
                 false, clock);
        return std::nullopt;
    }
    pass(clock);
    return action::Misdeed{**read};
}

std::optional<Action> Stepper::State::takeConnect(const ConnectAgain& again)
{
    connect = again.connect ? &*again.connect : connect;
    if (!connect) {
        stopWith(
            Error{"it is not said what to connect to", step->place.text(), "write connect: URL"},
            false, clock);
        return std::nullopt;
    }
    if (isUnexpectedlyClosed()) {
        stopAsClosed();
        return std::nullopt;
    }
    connectDue = true;
    if (phase == Phase::None || phase == Phase::Ended) {
        pass(clock);
        return std::nullopt;
    }
    waits = Waits::ToEnd;
    return action::Close{};
}

std::optional<Action> Stepper::State::connectAction()
{
    connectDue = false;
    collection::Environment environment;
    for (const auto& [name, value] : scope.variables) {
        const bool isSecret = options.secrets.contains(name);
        if (!name.startsWith(collection::SecretPrefix)) {
            environment.variables.push_back({name, isSecret ? QString() : value, isSecret});
        }
    }
    auto resolved = collection::resolved(connect->saved, environment, options.secrets);
    if (!resolved) {
        stopWith(Expander::at(connect->place, resolved.error()), false, clock);
        return std::nullopt;
    }
    phase = Phase::Connecting;
    link.wasOpen = false;
    link.error.clear();
    isJudged = false;
    head.reset();
    closeSeen = false;
    inbox.clear();
    inboxBytes = 0;
    behaviours = resolved->behaviours;
    base = std::max(base, clock);
    return action::Connect{*std::move(resolved)};
}

} // namespace framescope::scenario
