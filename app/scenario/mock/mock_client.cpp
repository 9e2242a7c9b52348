// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/mock_client.h"

#include "base/text/qt_string.h"
#include "scenario/engine/words.h"
#include "scenario/mock/mock_play.h"
#include "scenario/mock/scripted_answer.h"
#include "scenario/mock/wire_form.h"
#include "scenario/server/http_answer.h"
#include "scenario/server/server_connection.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

using connection::Behaviours;
using std::chrono::milliseconds;
using wire::Opcode;

/// For a client that does not end TCP behind its Close.
constexpr std::chrono::seconds TimeToGoOn{1};
constexpr std::uint16_t PolicyViolation = 1008;
constexpr std::uint16_t InternalError = 1011;

} // namespace

MockClient::MockClient(Mock& mock, ServerConnection& connection)
    : mock_(mock), connection_(connection), number_(mock.clients_.add(connection)),
      address_(connection.endpoints().client.toString())
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout, [this] {
        timerAt_.reset();
        if (!closed_) { // else the time of what is told next counts
            stepper_->advance(now());
            pump();
        }
    });
}

/// A client that the server's own end has interrupted has no verdict.
MockClient::~MockClient()
{
    if (closed_ && stepper_) {
        stepper_->happened(Happening::ended(closedAt_, *closed_));
    }
    const bool isOver = ended_ || closed_ || !stepper_ || stepper_->isFinished();
    if (isOver && connection_.hasAsked()) {
        if (stepper_ && !stepper_->isFinished()) {
            stepper_->noMore(now(), "the connection has ended");
        }
        judge();
    }
    mock_.clients_.change(number_, [](ClientList::Client& client) {
        client.connected = false;
        client.step = nullptr;
    });
    if (judged_ && mock_.options_.left) {
        mock_.options_.left();
    }
}

void MockClient::requested(ServerConnection& /*client*/, const wire::HttpHead& request)
{
    request_ = request;
    began_ = now();
    mock_.clients_.change(number_,
                          [&](ClientList::Client& client) { client.target = request.target; });
    if (Mock::Play* play = mock_.playFor(request)) {
        play_ = play;
        const auto& scenario = play->scenario;
        if (scenario->contract) {
            contract_.emplace(*scenario->contract);
        }
        values_ = play->nextRow();
        stepper_.emplace(scenario, scenario->steps, play->options(mock_.options_.stepper, values_));
        mock_.clients_.change(number_,
                              [&](ClientList::Client& client) { client.plays = scenario->name; });
        connection_.setManners({.answersPing = false, .answersClose = false});
        stepper_->begin(began_);
        happened(Happening::request(began_, request_));
        return;
    }
    connection_.sendRaw(
        asBytes(refusal(404, "No scenario is for this path.\n\n" + mock_.whatThereIs())));
    connection_.end();
}

void MockClient::message(ServerConnection& /*client*/, Opcode opcode, ByteView payload)
{
    const Happening message = Happening::message(now(), opcode == Opcode::Binary, payload);
    if (contract_ && !judged_) {
        contract_->take(
            play_->checker->check(Direction::Out, payload, !message.isBinary),
            [&] { return happeningText(message, stepper_->hidden()); }, 0, stepper_->hidden());
    }
    happened(message);
}

void MockClient::control(ServerConnection& /*client*/, const wire::FrameReport& frame)
{
    const Opcode opcode = frame.header.opcode;
    const auto kind = opcode == Opcode::Ping   ? Happening::Kind::Ping
                      : opcode == Opcode::Pong ? Happening::Kind::Pong
                                               : Happening::Kind::Close;
    happened(Happening::control(kind, now(), frame.controlPayload));
    if (opcode == Opcode::Ping) {
        pong(frame.controlPayload);
    } else if (opcode == Opcode::Close) {
        const wire::ClosePayload& close = *frame.close;
        constexpr std::uint16_t NoCode = 1005;
        closed_ = {.code = close.code.value_or(NoCode),
                   .reason = close.reason,
                   .clean = true,
                   .by = connection_.hasClosed() ? Direction::In : Direction::Out};
        closedAt_ = now();
        isAnswered_ = answerClose(close);
        if (isAnswered_) {
            connection_.after(TimeToGoOn, [this] { settle(); });
        } else {
            settle();
        }
    }
}

/// Tells the end by the client's Close. Until then the client can still go on behind it, which it
/// must not.
void MockClient::settle()
{
    if (closed_ && !std::exchange(ended_, true)) {
        const auto ending = *std::exchange(closed_, {});
        happened(Happening::ended(closedAt_, ending));
    }
}

void MockClient::failed(ServerConnection& /*client*/, wire::Rule rule,
                        std::optional<std::uint16_t> code)
{
    constexpr std::uint16_t Abnormal = 1006;
    const wire::RuleInfo& info = wire::info(rule);
    const auto closed = std::exchange(closed_, {});
    ended({.code = code.value_or(Abnormal),
           .reason = code ? std::string(info.id) : std::string(),
           .clean = false,
           .by = closed ? closed->by : Direction::In,
           .tcp = "the client broke the protocol: " + std::string(info.text) + " (" +
                  std::string(info.section) + ')',
           .earlier = {{rule, {}}}});
}

void MockClient::canSendAgain(ServerConnection& /*client*/)
{
    pump();
}

void MockClient::clientEnded(ServerConnection& /*client*/, TcpEnd how)
{
    ended(how == TcpEnd::Fin ? "the client ended TCP (FIN)" : "the client reset TCP");
}

void MockClient::givenUp(ServerConnection& /*client*/)
{
    ended("the server reset TCP, as the client took too long");
}

/// Without the client's Close.
void MockClient::ended(const char* tcp)
{
    settle();
    timeline::ConnectionEnding ending;
    if (connection_.hasClosed()) {
        ending.by = Direction::In;
    }
    ending.tcp = tcp;
    ended(ending);
}

void MockClient::ended(const timeline::ConnectionEnding& ending)
{
    if (!std::exchange(ended_, true)) {
        happened(Happening::ended(now(), ending));
    }
}

void MockClient::happened(const Happening& happening)
{
    if (stepper_) {
        stepper_->happened(happening);
        pump();
    }
}

/// Does what is due. What is done may make something else happen, which is told in its turn.
void MockClient::pump()
{
    if (!stepper_ || sendsPart_ || closed_ || std::exchange(pumping_, true)) {
        return;
    }
    while (!stepper_->isFinished() && !sendsPart_ && connection_.hasRoom()) {
        const auto action = stepper_->next();
        if (!action) {
            break;
        }
        std::visit([this](const auto& what) { perform(what); }, *action);
    }
    pumping_ = false;
    updateReading();
    noteStep();
    if (stepper_->isFinished()) {
        timer_.stop();
        if (!judged_) {
            judge();
            sendAway();
        }
    } else if (const auto deadline = stepper_->deadline()) {
        wakeAt(*deadline);
    }
}

/// A deadline that moves on is cheap: the timer looks at it when it was to pass at first.
void MockClient::wakeAt(Timestamp deadline)
{
    if (!timerAt_ || deadline < *timerAt_) {
        timerAt_ = deadline;
        const auto left = std::chrono::ceil<milliseconds>(deadline - now());
        timer_.start(std::clamp(left, milliseconds(0), Never));
    }
}

void MockClient::updateReading()
{
    connection_.setPaused(readingStops_ > 0 || (!stepper_->isFinished() && !stepper_->wantsMore()));
}

void MockClient::noteStep()
{
    const Step* step = stepper_->current();
    if (step != shownStep_) {
        shownStep_ = step;
        mock_.clients_.change(number_, [step](ClientList::Client& client) { client.step = step; });
    }
}

void MockClient::judge()
{
    if (std::exchange(judged_, true)) {
        return;
    }
    Mock::Report report{number_, address_, {}};
    report.result.took = now() - began_;
    if (stepper_) {
        report.result.scenario = play_->scenario->name;
        report.result.file = play_->scenario->file;
        report.result.values = stepper_->hidden().in(values_);
        report.result.outcome = stepper_->outcome();
        report.result.steps = stepper_->results();
        if (contract_) {
            report.result.steps.push_back(contract_->result());
            if (report.result.outcome == Outcome::Passed) {
                report.result.outcome = report.result.steps.back().outcome;
            }
        }
    } else {
        report.result.scenario = "no scenario is for " + request_.target;
        report.result.outcome = Outcome::Failed;
    }
    outcome_ = report.result.outcome;
    mock_.clients_.change(number_, [&](ClientList::Client& client) { client.outcome = outcome_; });
    if (mock_.options_.judged) {
        mock_.options_.judged(report);
    }
}

/// What a client that failed waits for will not come.
void MockClient::sendAway()
{
    if (outcome_ == Outcome::Passed || isAnswered_) {
        return;
    }
    const bool isClients = outcome_ == Outcome::Failed;
    std::string why = isClients ? "the scenario failed" : "the scenario could not be played";
    const auto& results = stepper_->results();
    const auto at = std::ranges::find(results, outcome_, &StepResult::outcome);
    if (at != results.end() && at->place.line > 0) {
        why += " at line " + std::to_string(at->place.line);
    }
    if (connection_.isOpen()) {
        connection_.close(isClients ? PolicyViolation : InternalError, why);
    } else if (connection_.isAnswering()) {
        if (!answered_) {
            connection_.sendRaw(asBytes(refusal(isClients ? 400 : 500, why + '.')));
        }
        connection_.end();
    }
}

void MockClient::fail(std::string what)
{
    stepper_->failed(Error{std::move(what), {}, {}});
}

bool MockClient::isSilent() const
{
    return connection_.hasClosed() && behaviours_.afterClose != Behaviours::AfterClose::GoOn;
}

void MockClient::pong(ByteView payload)
{
    if (behaviours_.pong == Behaviours::Pong::Off) {
        return;
    }
    const bool wrong = behaviours_.pong == Behaviours::Pong::WrongPayload;
    Bytes answer = wrong ? Bytes{'w', 'r', 'o', 'n', 'g'} : Bytes(payload.begin(), payload.end());
    const auto send = [this, answer = std::move(answer)] {
        if (!isSilent()) {
            connection_.sendControl(Opcode::Pong, answer);
        }
    };
    if (behaviours_.pongDelay.count() == 0) {
        send();
    } else {
        connection_.after(behaviours_.pongDelay, send);
    }
}

/// Replies, unless our Close was first or was to be the last, and ends TCP. False if nothing is
/// done.
bool MockClient::answerClose(const wire::ClosePayload& close)
{
    using Reply = Behaviours::CloseReply;
    if (!connection_.isOpen()) {
        return false;
    }
    if (behaviours_.closeReply == Reply::None && !connection_.hasClosed()) {
        return false;
    }
    const auto code = behaviours_.closeReply == Reply::Echo ? close.code
                      : behaviours_.closeReply == Reply::Code
                          ? std::optional(behaviours_.closeReplyCode)
                          : std::nullopt;
    connection_.after(behaviours_.closeReplyDelay, [this, code] {
        connection_.close(code); // nothing if ours was first
        connection_.end();
    });
    return true;
}

} // namespace framescope::scenario
