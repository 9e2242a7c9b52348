// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/connection_run.h"

#include "connection/target.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace framescope::scenario {

using session::Session;
using timeline::Entry;

namespace {

/// Events are told this long before their time is past: whoever records them may be slow.
constexpr std::chrono::milliseconds Grace{100};
/// Other things than this connection wait no longer than this.
constexpr std::chrono::milliseconds LongestTurn{5};
/// The time to close at the end of a run, which is no part of the verdict.
constexpr std::chrono::seconds LongestClosing{1};
constexpr std::uint16_t NormalClosure = 1000;

bool isDataMessage(const message::Outgoing& outgoing)
{
    return message::dataOf(outgoing) || std::holds_alternative<message::Fragments>(outgoing) ||
           std::holds_alternative<message::Stream>(outgoing);
}

} // namespace

ConnectionRun::ConnectionRun(Plan plan, QObject* parent)
    : QObject(parent), plan_(std::move(plan)),
      stepper_(plan_.scenario, *plan_.steps,
               [this] {
                   Stepper::Options options = plan_.options;
                   options.matchFilter = [this](const filter::Filter& filter, std::uint64_t event) {
                       return isMatch(filter, *timeline_,
                                      EventId{static_cast<std::uint32_t>(event - 1) + first_});
                   };
                   return options;
               }()),
      isHeld_(plan_.isHeld)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    closing_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &ConnectionRun::pump);
    connect(&closing_, &QTimer::timeout, this, [this] { session_->abort(); });
}

ConnectionRun::~ConnectionRun()
{
    releaseSession();
}

void ConnectionRun::releaseSession()
{
    if (session_ && isShared()) {
        session_->disconnect(this);
        plan_.sessions->giveBack(std::move(session_));
    }
    session_.reset();
}

void ConnectionRun::start()
{
    stepper_.begin(now());
    pump();
}

void ConnectionRun::letGo()
{
    isHeld_ = false;
    pump();
}

void ConnectionRun::stop(const std::string& why)
{
    stepper_.brokenOff(why);
    for (const auto& child : children_) {
        child->stop(why);
    }
    pump();
}

Outcome ConnectionRun::outcome() const
{
    Outcome outcome = stepper_.outcome();
    const auto add = [&outcome](const std::vector<StepResult>& results) {
        for (const StepResult& result : results) {
            outcome = worse(outcome, result.outcome);
        }
    };
    add(stepper_.results());
    add(otherResults_);
    if (watch_) {
        add(watch_->results());
    }
    return outcome;
}

std::vector<StepResult> ConnectionRun::results() const
{
    std::vector<StepResult> all = stepper_.results();
    all.insert(all.end(), otherResults_.begin(), otherResults_.end());
    if (watch_) {
        const bool never = // a connection that never opened breaks conditions by that alone
            stepper_.connectionFailed() &&
            std::ranges::find(stepper_.results(), Outcome::Passed, &StepResult::outcome) ==
                stepper_.results().end();
        for (StepResult& result : watch_->results()) {
            result.connection = plan_.options.connectionName;
            result.cause = never ? Cause::NoConnection : Cause::Itself;
            if (stepper_.connectionFailed() && result.outcome == Outcome::Passed) {
                result.outcome = Outcome::Skipped; // there was nothing to hold it against
            }
            all.push_back(std::move(result));
        }
    }
    return all;
}

std::vector<std::string> ConnectionRun::recordings() const
{
    std::vector<std::string> all;
    if (timeline_) {
        all.push_back(plan_.recording.toStdString());
    }
    all.insert(all.end(), otherRecordings_.begin(), otherRecordings_.end());
    return all;
}

/// Takes what is new, does what is to be done, and waits for the next event.
void ConnectionRun::pump()
{
    isDue_ = true;
    if (isPumping_ || isEnding_) {
        return; // what it does now may emit signals
    }
    isPumping_ = true;
    const Timestamp began = now();
    Timestamp time = began;
    for (; isDue_ && !stepper_.isFinished() && time - began < LongestTurn; time = now()) {
        isDue_ = false;
        feed();
        passTime(time);
        isDue_ = act(began) || isDue_;
    }
    isPumping_ = false;
    if (stepper_.isFinished()) {
        end();
    } else {
        arm();
    }
}

/// Tells the stepper of the events that are new.
void ConnectionRun::feed()
{
    if (!session_) {
        return;
    }
    session_->awaitNews();
    const auto messages = session_->messages();
    const auto controls = session_->controls();
    const auto size = static_cast<std::uint32_t>(timeline_->size());
    while (next_ < size && stepper_.wantsMore() && mayGoOn(EventId{next_})) {
        stepper_.advance(timeline_->entry(EventId{next_}).timestamp());
        if (stepper_.isFinished()) {
            break;
        }
        take(EventId{next_++});
    }
    if (controls.unreadable > 0) {
        stepper_.failed(Error{"what was to be sent can't be read", {}, {}});
    }
    while (next_ == size && !sendings_.empty() &&
           sendings_.front().number <=
               (sendings_.front().isControl ? controls : messages).recorded) {
        tellSent(lastOut_, lastOutEvent_);
    }
}

/// Whether it is known what the event means: if the session may follow a redirect, the end of a
/// connection is understood only when it is known what comes next.
bool ConnectionRun::mayGoOn(EventId id) const
{
    const Entry& entry = timeline_->entry(id);
    const Session::State state = session_->state();
    return !follows_ || entry.type != timeline::Type::Closed || state == Session::State::Closed ||
           state == Session::State::Waiting || session_->connection() > entry.conn();
}

/// Whether the connection ended with a redirect that the session has followed.
bool ConnectionRun::isFollowed(const Entry& entry) const
{
    if (!follows_ || entry.type != timeline::Type::Closed ||
        session_->connection() <= entry.conn()) {
        return false;
    }
    return TimelineHappenings::isRedirected(*timeline_, entry.conn());
}

void ConnectionRun::take(EventId id)
{
    const Entry& entry = timeline_->entry(id);
    watch_->lookAt(id);
    if (entry.hasDirection() && entry.direction() == Direction::Out) {
        lastOut_ = entry.timestamp();
        lastOutEvent_ = id.value + 1 - first_;
    }
    // Order is kept: what was to be sent before this is on its way too.
    const bool isClose = TimelineHappenings::isSentClose(entry);
    if (isClose || TimelineHappenings::isSentMessage(entry)) {
        const auto which =
            std::ranges::find(sendings_, true, isClose ? &Sending::isClose : &Sending::isMessage);
        for (auto count = which == sendings_.end() ? 0 : which - sendings_.begin() + 1; count > 0;
             --count) {
            tellSent(lastOut_, lastOutEvent_);
        }
    }
    const bool isFollowedBy = isFollowed(entry);
    if (auto happening = isFollowedBy ? std::nullopt : happenings_->of(id)) {
        happening->event -= first_;
        stepper_.happened(*happening);
        if (happening->kind == Happening::Kind::Open || happening->kind == Happening::Kind::Ended) {
            settle();
        }
    }
}

void ConnectionRun::tellSent(Timestamp time, std::uint64_t event)
{
    sendings_.pop_front();
    stepper_.happened(Happening::at(Happening::Kind::Sent, time, event));
}

/// `time`: before the events were read.
void ConnectionRun::passTime(Timestamp time)
{
    const auto deadline = stepper_.deadline();
    const bool isBehind = next_ < (timeline_ ? timeline_->size() : 0);
    if (!deadline || (isBehind && stepper_.wantsMore())) {
        return;
    }
    if (!stepper_.judgesAtDeadline()) {
        stepper_.advance(std::min(time, *deadline));
        isDue_ = isDue_ || stepper_.deadline() != deadline;
    } else if (time - Grace > *deadline) {
        stepper_.advance(time - Grace);
    }
}

/// Does what the stepper asks for, during a turn that began then. Returns whether anything was
/// done.
bool ConnectionRun::act(Timestamp began)
{
    bool isDone = false;
    while (!stepper_.isFinished() && !(isHeld_ && session_)) {
        if (!pending_) {
            pending_ = stepper_.next();
        }
        if (!pending_ || !perform(*pending_)) {
            break;
        }
        pending_.reset();
        isDone = true;
        if (now() - began >= LongestTurn) {
            break;
        }
    }
    return isDone;
}

/// Returns false if the session is not ready for the action.
bool ConnectionRun::perform(const Action& action)
{
    if (const auto* connect = std::get_if<action::Connect>(&action)) {
        return connectTo(connect->options);
    }
    if (const auto* sending = std::get_if<action::Send>(&action)) {
        return send(sending->outgoing);
    }
    if (const auto* misdeed = std::get_if<action::Misdeed>(&action)) {
        return commit(misdeed->misdeed);
    }
    if (const auto* behave = std::get_if<action::Behave>(&action); behave && session_) {
        session_->setBehaviours(behave->behaviours);
        isChanged_ = true;
    } else if (std::holds_alternative<action::Close>(action)) {
        session_->endAttempts();
        closeNormally();
    } else if (const auto* parallel = std::get_if<action::Parallel>(&action)) {
        runParallel(*parallel);
    }
    return true;
}

bool ConnectionRun::createSession()
{
    auto session = plan_.sessions ? plan_.sessions->take()
                                  : Session::create(plan_.recording, true, Session::Client::None);
    if (!session) {
        stepper_.failed(session.error());
        return false;
    }
    session_ = *std::move(session);
    timeline_ = session_->timeline();
    first_ = next_ = static_cast<std::uint32_t>(timeline_->size());
    happenings_.emplace(timeline_);
    Expander expander(stepper_.scope());
    auto watch =
        ConditionWatch::of(*plan_.scenario, expander, stepper_.hidden(), timeline_, first_);
    if (!watch) {
        stepper_.failed(watch.error());
        return false;
    }
    watch_ = *std::move(watch);
    connect(session_.get(), &Session::news, this, &ConnectionRun::goOn);
    connect(session_.get(), &Session::canSendAgain, this, &ConnectionRun::pump);
    connect(session_.get(), &Session::stateChanged, this, &ConnectionRun::goOn);
    connect(session_.get(), &Session::recordingFailed, this, [this](const QString& message) {
        stepper_.failed(Error{message.toStdString(), {}, {}});
        pump();
    });
    return true;
}

bool ConnectionRun::connectTo(const connection::ConnectionOptions& options)
{
    if (!session_ && !createSession()) {
        return true;
    }
    const Session::State state = session_->state();
    if (state != Session::State::Idle && state != Session::State::Closed) {
        session_->endAttempts();
        return false;
    }
    sendings_.clear();
    follows_ = options.followRedirects;
    const auto opened = connection::targetFrom(options).and_then(
        [this](connection::Target target) { return session_->open(std::move(target)); });
    if (!opened) {
        stepper_.failed(opened.error());
    }
    return true;
}

bool ConnectionRun::send(const message::Outgoing& outgoing)
{
    const bool isClose = std::holds_alternative<message::Close>(outgoing);
    const Session::State state = session_->state();
    if (state == Session::State::Connecting || state == Session::State::Waiting ||
        (state == Session::State::Open && !isClose && !session_->canSend())) {
        return false;
    }
    const std::uint64_t controls = session_->controls().accepted;
    const auto sent = session_->send(outgoing);
    if (!sent) {
        stepper_.failed(sent.error(), state == Session::State::Open ? Stepper::Failure::Mistake
                                                                    : Stepper::Failure::Ended);
        return true;
    }
    const bool isControl = session_->controls().accepted > controls;
    sendings_.push_back({isDataMessage(outgoing), isClose, isControl,
                         (isControl ? session_->controls() : session_->messages()).accepted});
    return true;
}

bool ConnectionRun::commit(const connection::Misdeed& misdeed)
{
    const Session::State state = session_->state();
    if (state == Session::State::Connecting || state == Session::State::Waiting) {
        return false;
    }
    if (const auto done = session_->commit(misdeed, Session::When::InOrder); !done) {
        stepper_.failed(done.error(), Stepper::Failure::Ended);
    }
    return true;
}

void ConnectionRun::closeNormally()
{
    if (!session_->close(NormalClosure)) {
        session_->abort();
    }
}

void ConnectionRun::settle()
{
    if (!std::exchange(isSettled_, true)) {
        emit settled();
    }
}

void ConnectionRun::arm()
{
    const auto deadline = stepper_.deadline();
    if (std::exchange(isDue_, false)) {
        timer_.start(0); // signals and other runs have their turn before
        return;
    }
    if (!deadline) {
        timer_.stop();
        return;
    }
    const Duration grace = stepper_.judgesAtDeadline() ? Duration(Grace) : Duration(0);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline + grace - now());
    timer_.start(std::max(left + std::chrono::milliseconds(1), std::chrono::milliseconds(0)));
}

/// The verdict is known: closes the connection.
void ConnectionRun::end()
{
    isEnding_ = true;
    timer_.stop();
    for (const auto& child : children_) {
        if (!child->isFinished_) {
            child->stepper_.noMore(now(), "the run has ended");
            child->pump();
        }
    }
    if (session_) {
        closing_.start(LongestClosing); // before the signals of what follows
        session_->endAttempts();
        const Session::State state = session_->state();
        if (state == Session::State::Connecting || state == Session::State::Open) {
            closeNormally();
        }
    }
    settle();
    endWhenClosed();
}

void ConnectionRun::goOn()
{
    if (isEnding_) {
        endWhenClosed();
    } else {
        pump();
    }
}

/// Holds what was recorded behind the last step against the conditions. Returns whether that is
/// all, so that the connection need not be waited for.
bool ConnectionRun::isJudged()
{
    session_->awaitNews();
    return !watch_ || watch_->lookAtRest(next_, session_->connection());
}

void ConnectionRun::endWhenClosed()
{
    const bool isOver = !session_ || isJudged();
    const bool isClosed = !session_ || session_->state() == Session::State::Closed ||
                          session_->state() == Session::State::Idle;
    const bool mayEnd = isClosed || (isOver && isShared());
    if (!mayEnd || !children_.empty() || std::exchange(isFinished_, true)) {
        return;
    }
    closing_.stop();
    // The session completes its recording when it is destroyed, which its own signals can't do.
    QMetaObject::invokeMethod(
        this,
        [this] {
            releaseSession();
            isComplete_ = true;
            emit finished();
        },
        Qt::QueuedConnection);
}

} // namespace framescope::scenario
