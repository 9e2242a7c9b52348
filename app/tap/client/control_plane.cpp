// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/control_plane.h"

#include "wire/frames/close_payload.h"
#include "wire/frames/frame_encoder.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

constexpr std::size_t LargePiece = 256 * 1024;
constexpr std::size_t SmallPiece = 16 * 1024;
/// Most bytes that may wait for the server: few, since the recording counts them as sent.
constexpr std::uint64_t MaxServerBacklog = 1024 * 1024;
/// How often per `closeTimeout` to check whether the server takes data while closing.
constexpr int ClosingSteps = 4;

std::string seconds(std::chrono::milliseconds time)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(time.count()) / 1000).toStdString();
}

} // namespace

ControlPlane::ControlPlane(Sink& sink, std::shared_ptr<Outbox> outbox,
                           const connection::ConnectionOptions& options)
    : sink_(sink), outbox_(std::move(outbox)), options_(options), pipe_(sink)
{
    pipe_.observe(Direction::In, incoming_);
    pipe_.observe(Direction::Out, sent_);
}

void ControlPlane::start(ServerEnd& server, std::string_view request)
{
    server_ = &server;
    phase_ = Phase::AwaitingResponse;
    emit deadline(options_.upgradeTimeout);
    send(asBytes(request));
}

bool ControlPlane::isOpen() const
{
    return phase_ == Phase::Open || phase_ == Phase::Closing || phase_ == Phase::CloseReceived;
}

std::size_t ControlPlane::pieceSize() const
{
    return isOpen() && !handshake().deflate ? LargePiece : SmallPiece;
}

void ControlPlane::fromServer(ByteView bytes)
{
    incoming_.setWanted(outbox_->messagesWanted);
    incoming_.setStrict(options_.strict);
    if (pipe_.pass(Direction::In, bytes) < bytes.size()) {
        sinkHasFailed();
        return;
    }
    if (phase_ == Phase::AwaitingResponse || phase_ == Phase::ReadingRefusal) {
        takeResponse();
    }
    if (isOpen()) {
        act();
        flush();
    }
}

void ControlPlane::takeResponse()
{
    switch (pipe_.upgrade()) {
    case Pipe::Upgrade::Awaited:
        break;
    case Pipe::Upgrade::Opened:
        open();
        break;
    case Pipe::Upgrade::Refused:
        phase_ = Phase::ReadingRefusal;
        break;
    case Pipe::Upgrade::RefusedWhole:
    case Pipe::Upgrade::Failed:
        emit ending({});
        break;
    }
}

void ControlPlane::open()
{
    phase_ = Phase::Open;
    emit deadline({});
    if (handshake().deflate) {
        outgoing_.setDeflate(*handshake().deflate);
    }
    emit opened();
}

/// Handles the server's control frames and violations.
void ControlPlane::act()
{
    for (const IncomingReframer::Control& control : std::exchange(incoming_.controls(), {})) {
        if (control.opcode == wire::Opcode::Close) {
            closeReceived(control);
        } else if (options_.behaviours.pong != connection::Behaviours::Pong::Off &&
                   phase_ != Phase::CloseReceived) {
            answerPing(control);
        }
    }
    for (std::string& text : std::exchange(incoming_.leftOut(), {})) {
        tell(Behaviour{std::move(text)});
    }
    if (options_.strict && incoming_.failure() && phase_ == Phase::Open) {
        failStrictly(*incoming_.failure());
        enter(Phase::Closing);
    }
}

/// If the server does not take our answers, answers only its latest ping (RFC 6455 5.5.3).
void ControlPlane::answerPing(const IncomingReframer::Control& ping)
{
    if (ping.length > wire::MaxControlPayload) {
        if (!std::exchange(longPingTold_, true)) {
            tell(Behaviour{"a ping of " + std::to_string(ping.length) +
                           " bytes is not answered, for a pong has at most 125 (RFC 6455 5.5); "
                           "nor are later ones of that kind"});
        }
    } else if (serverHasRoom()) {
        pong(ping.payload);
    } else {
        latestPing_ = ping.payload;
    }
}

/// Sends nothing after a Close frame, even one that the user sent as raw bytes (RFC 6455 5.5.1).
void ControlPlane::pong(ByteView payload)
{
    if (!sent_.seen()) {
        outgoing_.answer(wire::maskedFrame(wire::Opcode::Pong, payload), false);
    }
}

void ControlPlane::closeReceived(const IncomingReframer::Control& close)
{
    if (phase_ == Phase::CloseReceived) {
        return;
    }
    if (options_.strict && incoming_.failure() && !sent_.seen()) {
        failStrictly(*incoming_.failure());
    } else if (!sent_.seen()) {
        outgoing_.answer(wire::maskedFrame(wire::Opcode::Close, close.closeReply()), true);
        flush();
    }
    enter(Phase::CloseReceived);
}

void ControlPlane::failStrictly(const IncomingReframer::Failure& failure)
{
    tell(Failure{"websocket", failure.text});
    outgoing_.answer(wire::maskedFrame(wire::Opcode::Close, wire::closePayload(failure.code)),
                     true);
    flush();
}

/// Closing was asked for, or a Close frame was sent or received. From now on, each side has
/// `closeTimeout` for its next step; taking the data that waits before our Close is such a step.
void ControlPlane::enter(Phase closing)
{
    if (isOver()) {
        return;
    }
    const bool first = phase_ == Phase::Open;
    phase_ = closing;
    closingSteps_ = 0;
    unsentThen_ = unsent();
    emit deadline(options_.closeTimeout / ClosingSteps);
    if (first) {
        emit this->closing();
    }
}

void ControlPlane::closeAsked()
{
    if (phase_ == Phase::Open) {
        enter(Phase::Closing);
    }
}

void ControlPlane::deadlinePassed()
{
    const std::string time = seconds(options_.upgradeTimeout);
    if (phase_ == Phase::AwaitingResponse) {
        fail("http", "no response within " + time);
    } else if (phase_ == Phase::ReadingRefusal) {
        emit ending({"the body did not end within " + time});
    } else if (phase_ == Phase::Closing || phase_ == Phase::CloseReceived) {
        closingStepPassed();
    }
}

void ControlPlane::closingStepPassed()
{
    const std::uint64_t left = unsent();
    const bool progress = phase_ == Phase::Closing && left < std::exchange(unsentThen_, left);
    closingSteps_ = progress ? 0 : closingSteps_ + 1;
    if (closingSteps_ < ClosingSteps) {
        emit deadline(options_.closeTimeout / ClosingSteps);
        return;
    }
    std::string text = "the server did not answer Close within ";
    if (phase_ == Phase::CloseReceived) {
        text = "the server did not end TCP within ";
    } else if (left > 0) {
        text = "the server did not read what was sent before Close within ";
    }
    emit ending({text + seconds(options_.closeTimeout)});
}

void ControlPlane::fail(std::string_view layer, std::string text)
{
    tell(Failure{std::string(layer), std::move(text)});
    if (!isOver()) {
        emit ending({});
    }
}

void ControlPlane::fromClient(ByteView bytes)
{
    for (DirectItem& item : outbox_->take()) {
        outgoing_.add(std::move(item));
    }
    outgoing_.feed(bytes);
    flush();
}

void ControlPlane::sendWaiting()
{
    if (!isOpen() || !serverHasRoom()) {
        return;
    }
    if (latestPing_) {
        pong(*std::exchange(latestPing_, {}));
    }
    fromClient({});
}

bool ControlPlane::clientGone()
{
    if (outgoing_.midFrame()) {
        tell(Failure{"websocket", "QWebSocket ended inside a frame"});
        return false;
    }
    outgoing_.clientGone();
    outbox_->clientGone();
    return true;
}

/// False if the bytes were not recorded, and so not sent.
bool ControlPlane::send(ByteView bytes)
{
    if (isOver() || !server_->isUp()) {
        return false;
    }
    if (pipe_.pass(Direction::Out, bytes) < bytes.size()) {
        sinkHasFailed();
        return false;
    }
    server_->write(bytes);
    tellBacklog();
    return true;
}

void ControlPlane::flush()
{
    outbox_->setPassed(outgoing_.messages(), outgoing_.items());
    if (outgoing_.output().empty()) {
        tellBacklog();
        return;
    }
    if (send(outgoing_.output())) {
        outbox_->setOut(outgoing_.out());
    }
    outgoing_.taken();
    if (sent_.seen()) {
        closeAsked();
    }
}

void ControlPlane::tellBacklog()
{
    if (!server_) {
        return; // only the proxy's request was sent
    }
    outbox_->setBacklog(server_->backlog());
    if (outbox_->tellRoom()) {
        emit canSendAgain();
    }
}

bool ControlPlane::serverHasRoom() const
{
    return server_->backlog() < MaxServerBacklog;
}

/// The number of bytes accepted for sending that have not left this machine.
std::uint64_t ControlPlane::unsent() const
{
    return outbox_->waiting() + server_->notSent();
}

Closed ControlPlane::closed(Closed why) const
{
    if (server_) {
        why.unsent = unsent();
        // The Close frame ends what was sent, so it is unsent if anything is.
        why.closeUnsent = sent_.seen() && outbox_->backlog() + server_->notSent() > 0;
    }
    return why;
}

void ControlPlane::tell(const Event& event)
{
    if (!isOver() && !sink_.tell(event)) {
        sinkHasFailed();
    }
}

void ControlPlane::sinkHasFailed()
{
    stop();
    emit sinkFailed();
}

} // namespace framescope::tap
