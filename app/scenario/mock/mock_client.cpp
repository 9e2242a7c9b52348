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
using connection::Misdeed;
using std::chrono::milliseconds;
using wire::Opcode;

constexpr milliseconds Never{24 * 3600 * 1000};

std::optional<wire::MaskKey> maskOf(const Behaviours& behaviours)
{
    return behaviours.mask == Behaviours::Mask::Key ? std::optional(behaviours.maskKey)
                                                    : std::nullopt;
}

/// Whether it is, or has, a Close frame.
bool isClose(const message::Outgoing& outgoing)
{
    const auto isCloseFrame = [](const message::Frame& frame) {
        return frame.spec.opcode == Opcode::Close;
    };
    if (const auto* frames = std::get_if<message::Frames>(&outgoing)) {
        return std::ranges::any_of(frames->frames, isCloseFrame);
    }
    constexpr char CloseByte = '\x88';
    const auto* raw = std::get_if<message::Raw>(&outgoing);
    return std::holds_alternative<message::Close>(outgoing) ||
           (raw && raw->bytes.startsWith(CloseByte));
}

} // namespace

MockClient::MockClient(Mock& mock, ServerConnection& connection)
    : mock_(mock), connection_(connection), number_(mock.clients_.add(connection)),
      address_(connection.endpoints().client.toString())
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout, [this] {
        timerAt_.reset();
        stepper_->advance(now());
        pump();
    });
}

/// A client that the server's own end has interrupted has no verdict.
MockClient::~MockClient()
{
    const bool isOver = ended_ || !stepper_ || stepper_->isFinished();
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
            [&] { return happeningText(message); }, 0);
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
        ended({.code = close.code.value_or(NoCode),
               .reason = close.reason,
               .clean = true,
               .by = connection_.hasClosed() ? Direction::In : Direction::Out});
        answerClose(close);
    }
}

void MockClient::failed(ServerConnection& /*client*/, wire::Rule rule, std::uint16_t code)
{
    ended({.code = code,
           .reason = std::string(wire::info(rule).id),
           .clean = false,
           .by = Direction::In,
           .tcp = "the client broke the protocol: " + std::string(wire::info(rule).id)});
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
    if (!stepper_ || sendsPart_ || std::exchange(pumping_, true)) {
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
        judge();
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
        report.result.values = values_;
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
    mock_.clients_.change(
        number_, [&](ClientList::Client& client) { client.outcome = report.result.outcome; });
    if (mock_.options_.judged) {
        mock_.options_.judged(report);
    }
}

void MockClient::fail(std::string what)
{
    stepper_->failed(Error{std::move(what), {}, {}});
}

void MockClient::perform(const action::Accept& accept)
{
    if (auto refused = objection(request_)) {
        connection_.sendRaw(asBytes(*refused));
        connection_.end();
        fail("the request is not one of a WebSocket client: the answer is " +
             refused->substr(0, refused->find("\r\n")));
        return;
    }
    respond(asBytes(responseFor(accept, request_)));
}

void MockClient::perform(const action::Refuse& refuse)
{
    connection_.sendRaw(asBytes(responseFor(refuse)));
    connection_.end();
}

void MockClient::perform(const action::Respond& respond)
{
    this->respond(respond.bytes);
}

void MockClient::respond(ByteView bytes)
{
    connection_.sendRaw(bytes);
    if (const auto head = switchingHead(bytes); head && !connection_.isOpen()) {
        connection_.open(deflateOf(*head));
        Happening open = Happening::at(Happening::Kind::Open, now());
        open.head = &*head;
        stepper_->happened(open);
    }
}

/// Nullopt if the content can't be read, of which the stepper knows.
std::optional<Bytes> MockClient::frames(const message::Outgoing& outgoing)
{
    auto bytes = wireForm(outgoing, connection_.deflater(), maskOf(behaviours_));
    if (!bytes) {
        stepper_->failed(bytes.error());
        return std::nullopt;
    }
    return *std::move(bytes);
}

void MockClient::perform(const action::Send& send)
{
    const auto bytes = frames(send.outgoing);
    if (!bytes) {
        return;
    }
    const bool isAsItIs = std::holds_alternative<message::Raw>(send.outgoing) ||
                          std::holds_alternative<message::Frames>(send.outgoing);
    if (!isAsItIs && isSilent()) {
        fail("a Close was sent, and behind it only frames and raw bytes are");
        return;
    }
    connection_.sendRaw(*bytes);
    stepper_->happened(Happening::at(Happening::Kind::Sent, now()));
    if (isClose(send.outgoing)) {
        closeSent();
    }
}

/// What follows a Close of ours, before the client's comes.
void MockClient::closeSent()
{
    const bool stays = behaviours_.afterClose == Behaviours::AfterClose::GoOn;
    const milliseconds wait = behaviours_.closeWait.value_or(milliseconds(5000));
    connection_.setManners(
        {.answersPing = false, .answersClose = false, .closeTimeout = stays ? Never : wait});
    connection_.closeWasSent();
    switch (behaviours_.afterClose) {
    case Behaviours::AfterClose::Fin:
    case Behaviours::AfterClose::HalfClose:
        connection_.cut();
        break;
    case Behaviours::AfterClose::Reset:
        connection_.resetWhenSent();
        break;
    case Behaviours::AfterClose::Await:
    case Behaviours::AfterClose::GoOn:
        break;
    }
}

void MockClient::perform(const action::SendPart& part)
{
    auto bytes = frames(part.outgoing);
    if (!bytes) {
        return;
    }
    const std::size_t first =
        std::min<std::size_t>(part.first == 0 ? bytes->size() / 2 : part.first, bytes->size());
    const auto whole = std::make_shared<const Bytes>(*std::move(bytes));
    connection_.sendPart(ByteView(*whole).first(first), first == whole->size());
    sendRest(whole, first, part);
}

void MockClient::sendRest(std::shared_ptr<const Bytes> bytes, std::size_t from,
                          const action::SendPart& part)
{
    sendsPart_ = part.pieces > 0 && from < bytes->size();
    if (!sendsPart_) {
        stepper_->happened(Happening::at(Happening::Kind::Sent, now()));
        pump();
        return;
    }
    connection_.after(part.pause, [this, bytes = std::move(bytes), from, part] {
        const std::size_t count = std::min<std::size_t>(part.pieces, bytes->size() - from);
        connection_.sendPart(ByteView(*bytes).subspan(from, count), from + count == bytes->size());
        sendRest(bytes, from + count, part);
    });
}

void MockClient::perform(const action::Close& /*close*/)
{
    connection_.close(1000);
    closeSent();
}

void MockClient::perform(const action::Behave& behave)
{
    if (behave.behaviours.pieceSize != behaviours_.pieceSize) {
        connection_.trickle(behave.behaviours.piecePause, behave.behaviours.pieceSize);
    }
    behaviours_ = behave.behaviours;
}

void MockClient::perform(const action::Misdeed& misdeed)
{
    const auto halfAFrame = [this] {
        const Bytes frame = wire::encodeFrame({}, asBytes("This frame is cut in its middle."));
        connection_.sendPart(ByteView(frame).first(frame.size() / 2), false);
    };
    switch (misdeed.misdeed.kind) {
    case Misdeed::Kind::StopReading:
        ++readingStops_;
        connection_.after(misdeed.misdeed.time, [this] {
            --readingStops_;
            updateReading();
        });
        break;
    case Misdeed::Kind::FinInFrame:
        halfAFrame();
        [[fallthrough]];
    case Misdeed::Kind::Fin:
        perform(action::End{End::How::Fin});
        break;
    case Misdeed::Kind::ResetInFrame:
        halfAFrame();
        [[fallthrough]];
    case Misdeed::Kind::Reset:
        perform(action::End{End::How::Reset});
        break;
    }
}

void MockClient::perform(const action::End& end)
{
    switch (end.how) {
    case End::How::Fin:
        connection_.cut();
        break;
    case End::How::Reset:
        connection_.resetWhenSent();
        break;
    case End::How::Tls:
        if (!connection_.endTls()) {
            fail("TLS can't be ended, as the client has connected without it");
            return;
        }
        break;
    }
    ended(end.how == End::How::Reset ? "the server reset TCP" : "the server ended TCP");
}

void MockClient::perform(const action::Connect& /*connect*/)
{
    fail("a server can't connect: this is for a scenario with `connect:`");
}

void MockClient::perform(const action::Parallel& /*parallel*/)
{
    fail("each client of a server has a run of its own, so `parallel` is for a "
         "scenario with `connect:`");
}

/// Whether a Close was sent, and is to be the last.
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

/// Replies, unless our Close was first or was to be the last, and ends TCP.
void MockClient::answerClose(const wire::ClosePayload& close)
{
    using Reply = Behaviours::CloseReply;
    if (!connection_.isOpen()) {
        return;
    }
    if (behaviours_.closeReply == Reply::None && !connection_.hasClosed()) {
        return;
    }
    const auto code = behaviours_.closeReply == Reply::Echo ? close.code
                      : behaviours_.closeReply == Reply::Code
                          ? std::optional(behaviours_.closeReplyCode)
                          : std::nullopt;
    connection_.after(behaviours_.closeReplyDelay, [this, code] {
        connection_.close(code); // nothing if ours was first
        connection_.end();
    });
}

} // namespace framescope::scenario
