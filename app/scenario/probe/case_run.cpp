// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/case_run.h"

#include "base/text/qt_string.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace framescope::scenario::probe {

namespace {

using session::Session;
using std::chrono::milliseconds;

constexpr milliseconds WatchInterval{100};
/// What is waited for a server that is known not to end TCP by itself.
constexpr milliseconds ShortWait{200};
/// A server that is busy with long content takes so much longer, also to answer the next request.
constexpr int LongFactor = 10;
/// How often the patience begins anew while bytes move, with long content and without.
constexpr int MostWaits = 3;
constexpr int MostLongWaits = 20;
constexpr std::uint64_t LongContent = 256 * 1024;
constexpr std::uint16_t UsualClosure = 1000;
/// The most that a server may send on one connection: more than the longest message sent back.
constexpr std::uint64_t MostReceived = std::uint64_t{96} * 1024 * 1024;
/// What the pongs of one connection may take of its Overhead, and the pings that are kept for them.
constexpr std::uint64_t MostPongBytes = 768;
constexpr std::size_t MostPings = 64;

} // namespace

CaseRun::CaseRun(const Case& tried, const Settings& settings, const Facts& facts, RateGate& gate,
                 QString path)
    : case_(tried), settings_(settings), facts_(facts), gate_(gate), path_(std::move(path))
{
    pause_.setSingleShot(true);
    patience_.setSingleShot(true);
    connect(&pause_, &QTimer::timeout, this, &CaseRun::advance);
    connect(&patience_, &QTimer::timeout, this, &CaseRun::patienceOver);
    connect(&watch_, &QTimer::timeout, this, &CaseRun::watch);
}

CaseRun::~CaseRun() = default;

void CaseRun::start()
{
    auto created = Session::create(path_);
    if (!created) {
        end({Verdict::NotTried, created.error().message()});
        return;
    }
    session_ = std::move(*created);
    connect(session_.get(), &Session::stateChanged, this, &CaseRun::follow);
    connect(session_.get(), &Session::canSendAgain, this, &CaseRun::advance);
    connect(session_.get(), &Session::news, this, &CaseRun::look);
    connect(session_.get(), &Session::recordingFailed, this, [this](const QString& message) {
        end({Verdict::NotTried, message.toStdString()});
    });
    prepare();
}

void CaseRun::stop()
{
    end({Verdict::NotTried, "the probe was interrupted"});
}

/// Makes the options of the next connection, and opens it when its place in time has come.
void CaseRun::prepare()
{
    connection::ConnectionOptions options = settings_.options;
    patient_ = attempt().bytes > LongContent ? settings_.patience * LongFactor : settings_.patience;
    options.upgradeTimeout = responseTime();
    options.closeTimeout = facts_.endsTcp ? patient_ : std::min(settings_.patience, ShortWait);
    if (attempt().prepare) {
        attempt().prepare(options);
    }
    plan_ = {};
    step_ = 0;
    received_ = 0;
    wentOn_ = false;
    pings_.clear();
    pongBytesLeft_ = MostPongBytes;
    stepsDone_ = false;
    allSent_ = true;
    QTimer::singleShot(gate_.take(RateGate::Clock::now()), this, [this, options] {
        if (!over_) {
            open(options);
        }
    });
}

milliseconds CaseRun::responseTime() const
{
    switch (attempt().response) {
    case Attempt::Response::Long:
        return settings_.patience * LongFactor;
    case Attempt::Response::Idle:
        return settings_.idle;
    case Attempt::Response::Patience:
        break;
    }
    return settings_.patience;
}

void CaseRun::open(const connection::ConnectionOptions& options)
{
    if (const auto opened = session_->open(options); !opened) {
        end({Verdict::NotTried, opened.error().message()});
        return;
    }
    watch_.start(WatchInterval);
}

void CaseRun::follow(Session::State state)
{
    if (over_) {
        return;
    }
    switch (state) {
    case Session::State::Open:
        plan_ = attempt().plan(facts_);
        if (seen_.empty()) {
            answers_ = plan_.answers;
        }
        look();
        advance();
        break;
    case Session::State::Closing: // the handshake of closing has a time of its own
        allSent_ = allSent_ && stepsDone_;
        stepsDone_ = true;
        pause_.stop();
        patience_.stop();
        break;
    case Session::State::Closed:
        attemptEnded();
        break;
    case Session::State::Idle:
    case Session::State::Connecting:
    case Session::State::Waiting:
        break;
    }
}

/// Does the next steps, up to one that has to be waited for.
void CaseRun::advance()
{
    if (pause_.isActive()) {
        return;
    }
    while (!stepsDone_ && !over_ && step_ < plan_.steps.size()) {
        const Step& step = plan_.steps[step_];
        if (const auto* pause = std::get_if<Pause>(&step)) {
            ++step_;
            pause_.start(pause->time);
            return;
        }
        if (const auto* awaited = std::get_if<Await>(&step)) {
            if (received_ < awaited->count + (facts_.talks ? 0 : facts_.greeting)) {
                if (!patience_.isActive()) {
                    await(patient_);
                }
                return;
            }
            patience_.stop();
        } else if (const auto* misdeed = std::get_if<connection::Misdeed>(&step)) {
            allSent_ = session_->commit(*misdeed, Session::When::InOrder).has_value() && allSent_;
        } else if (!send(std::get<message::Outgoing>(step))) {
            return;
        }
        ++step_;
    }
    if (!stepsDone_ && !over_) {
        finishSteps();
    }
}

/// False if it has to wait for room.
bool CaseRun::send(const message::Outgoing& outgoing)
{
    if (session_->state() == Session::State::Open && !session_->canSend()) {
        return false;
    }
    allSent_ = session_->send(outgoing).has_value() && allSent_;
    return true;
}

void CaseRun::finishSteps()
{
    stepsDone_ = true;
    if (plan_.finish == Finish::Close) {
        if (session_->state() == Session::State::Open && !session_->close(UsualClosure)) {
            session_->abort();
        }
        return;
    }
    await(plan_.finish == Finish::AwaitIdle ? settings_.idle : patient_);
}

/// Counts what has come.
void CaseRun::look()
{
    if (over_ || !session_) {
        return;
    }
    session_->awaitNews();
    std::ranges::move(pingsReceived(*session_->timeline(), session_->connection(), looked_,
                                    MostPings - pings_.size()),
                      std::back_inserter(pings_));
    received_ += countReceived(*session_->timeline(), session_->connection(), looked_,
                               facts_.talks ? &plan_.answers : nullptr);
    answerPings();
    if (session_->state() == Session::State::Open && !plan_.steps.empty()) {
        advance();
    }
}

/// Answers pings as long as that takes no more than was told: a server may ping without end. Within
/// a pause the script may be in the middle of a frame.
void CaseRun::answerPings()
{
    if (session_->state() != Session::State::Open || pause_.isActive()) {
        return;
    }
    for (QByteArray& payload : std::exchange(pings_, {})) {
        const std::uint64_t size = wire::maskedFrame(wire::Opcode::Pong, viewOf(payload)).size();
        if (payload.size() > static_cast<qsizetype>(wire::MaxControlPayload) ||
            size > pongBytesLeft_) {
            continue;
        }
        pongBytesLeft_ -= size;
        allSent_ = send(message::Pong{std::move(payload)}) && allSent_;
    }
}

std::uint64_t CaseRun::bytesMoved() const
{
    const auto totals = session_->timeline()->statistics();
    return totals.direction[0].wireBytes + totals.direction[1].wireBytes;
}

void CaseRun::await(milliseconds time)
{
    waits_ = 0;
    movedBefore_ = bytesMoved();
    patience_.start(time);
}

/// A connection on which bytes still move is waited for some more, unless they may be what the
/// server says by itself.
void CaseRun::patienceOver()
{
    const bool idles = stepsDone_ && plan_.finish == Finish::AwaitIdle;
    const bool isLong = attempt().bytes > LongContent;
    const std::uint64_t moved = bytesMoved();
    const bool moves = !idles && moved != movedBefore_ && (isLong || !facts_.talks);
    if (moves && ++waits_ < (isLong ? MostLongWaits : MostWaits)) {
        movedBefore_ = moved;
        patience_.start(patient_);
        return;
    }
    wentOn_ = wentOn_ || moves;
    if (!stepsDone_) { // what was awaited does not come
        step_ = plan_.finish == Finish::Close ? plan_.steps.size() : step_ + 1;
        advance();
    } else {
        session_->abort();
    }
}

/// Ends a connection on which the server makes the probe send or take more than was told.
void CaseRun::watch()
{
    const auto totals = session_->timeline()->statistics();
    const std::uint64_t sent = totals.direction[indexOf(Direction::Out)].wireBytes - sentBefore_;
    if (sent > attempt().bytes) {
        abuse_ = "the server made the probe send more than it was allowed to";
    } else if (totals.direction[indexOf(Direction::In)].wireBytes > MostReceived) {
        abuse_ = "the server sends without end";
    } else {
        return;
    }
    watch_.stop();
    session_->abort();
}

void CaseRun::attemptEnded()
{
    pause_.stop();
    patience_.stop();
    watch_.stop();
    Observation seen = observe(*session_->timeline(), session_->connection());
    seen.wentOn = wentOn_;
    seen.allSent = allSent_ && step_ >= plan_.steps.size();
    seen_.push_back(std::move(seen));
    sentBefore_ = session_->timeline()->statistics().direction[indexOf(Direction::Out)].wireBytes;
    if (!abuse_.empty()) {
        end({Verdict::Failed, abuse_});
    } else if (seen_.size() < case_.attempts.size() &&
               seen_.front().ending != Ending::Unreachable) {
        prepare();
    } else {
        end(judge(case_, answers_, seen_, facts_));
    }
}

void CaseRun::end(Judgement judgement)
{
    if (std::exchange(over_, true)) {
        return;
    }
    watch_.stop();
    pause_.stop();
    patience_.stop();
    judgement_ = std::move(judgement);
    plan_ = {};
    emit finished();
}

Load CaseRun::load() const
{
    Load made{1, session_ ? session_->connection().value : 0, 0};
    if (session_) {
        made.bytes =
            session_->timeline()->statistics().direction[indexOf(Direction::Out)].wireBytes;
    }
    return made;
}

} // namespace framescope::scenario::probe
