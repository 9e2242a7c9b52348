// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/control_plane.h"

#include "tap/client/behaviour_changes.h"
#include "tap/client/close_reply.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_encoder.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

constexpr std::size_t LargePiece = 256 * 1024;
constexpr std::size_t SmallPiece = 16 * 1024;
/// How much of a stream is recorded and written at once, and most of it before the event loop runs.
constexpr std::size_t StreamPiece = 256 * 1024;
constexpr std::size_t StreamTurn = 2 * 1024 * 1024;

std::string seconds(std::chrono::milliseconds time)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(time.count()) / 1000).toStdString();
}

} // namespace

ControlPlane::ControlPlane(Sink& sink, std::shared_ptr<Outbox> outbox,
                           const connection::ConnectionOptions& options)
    : sink_(sink), outbox_(std::move(outbox)), options_(options), pipe_(sink),
      writer_(
          pipe_, options.behaviours,
          [this](std::chrono::milliseconds time, const std::function<void()>& then) {
              emit later(time, then);
          },
          [this] { wrote(); }),
      misdeeds_(writer_,
                {[this](std::chrono::milliseconds time, const std::function<void()>& then) {
                     emit later(time, then);
                 },
                 [this](std::string text) { tell(Behaviour{std::move(text)}); },
                 [this](Cut how) { cut(how); }, [this](bool reads) { server_->setReading(reads); }})
{
    pipe_.observe(Direction::In, incoming_);
    pipe_.observe(Direction::Out, sent_);
}

void ControlPlane::start(ServerEnd& server, std::string_view request)
{
    server_ = &server;
    writer_.start(server);
    phase_ = Phase::AwaitingResponse;
    behavioursChanged();
    emit deadline(options_.upgradeTimeout);
    writer_.write(asBytes(request));
    wrote();
}

void ControlPlane::behavioursChanged()
{
    outgoing_.setBehaviours(options_.behaviours);
    if (!isStarted()) {
        return;
    }
    for (std::string& text : changesToTell(told_, options_.behaviours)) {
        tell(Behaviour{std::move(text)});
    }
    told_ = options_.behaviours;
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
    incoming_.setLargest(options_.largestMessage);
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
    if (options_.keepAlive.count() > 0) {
        emit later(options_.keepAlive, [this] { keepAlive(); });
    }
}

/// Handles the server's control frames and violations.
void ControlPlane::act()
{
    for (const IncomingReframer::Control& control : std::exchange(incoming_.controls(), {})) {
        if (control.opcode == wire::Opcode::Close) {
            closeReceived(control);
        } else if (phase_ != Phase::CloseReceived) {
            answerPing(control);
        }
    }
    for (std::string& text : std::exchange(incoming_.leftOut(), {})) {
        tell(Behaviour{std::move(text)});
    }
    if (incoming_.failure() && phase_ == Phase::Open) {
        failConnection(*incoming_.failure());
        enter(Phase::Closing);
    }
}

/// If the server does not take our answers, answers only its latest ping (RFC 6455 5.5.3). Sends
/// nothing after a Close frame, even one that the user sent as raw bytes (RFC 6455 5.5.1).
void ControlPlane::answerPing(const IncomingReframer::Control& ping)
{
    PongPolicy::Answer answer = pongs_.answer(ping, options_.behaviours);
    if (!answer.told.empty()) {
        tell(Behaviour{std::move(answer.told)});
    }
    if (!answer.payload) {
        return;
    }
    if (answer.delay.count() == 0) {
        pong(*std::move(answer.payload));
    } else {
        emit later(answer.delay, [this, payload = *std::move(answer.payload)] {
            pongs_.settled();
            pong(payload);
            flush();
        });
    }
}

void ControlPlane::pong(Bytes payload)
{
    using AfterClose = connection::Behaviours::AfterClose;
    if (!writer_.hasRoom()) {
        latestPing_ = std::move(payload);
    } else if (!sent_.seen() || options_.behaviours.afterClose == AfterClose::GoOn) {
        outgoing_.answer(wire::maskedFrame(wire::Opcode::Pong, payload), OutgoingMux::Answer::Pong);
    }
}

void ControlPlane::closeReceived(const IncomingReframer::Control& close)
{
    if (phase_ == Phase::CloseReceived) {
        return;
    }
    enter(Phase::CloseReceived);
    if (sent_.seen()) {
        return;
    }
    if (incoming_.failure()) {
        failConnection(*incoming_.failure());
        return;
    }
    CloseReply reply = closeReplyTo(close, options_.behaviours);
    if (!reply.told.empty()) {
        tell(Behaviour{std::move(reply.told)});
    }
    if (reply.delay.count() == 0) {
        if (reply.payload) {
            sendClose(*reply.payload);
        }
        return;
    }
    emit deadline({}); // the server's time begins with our Close
    emit later(reply.delay, [this, payload = *std::move(reply.payload)] {
        if (!sent_.seen()) {
            sendClose(payload);
        }
        enter(Phase::CloseReceived);
    });
}

void ControlPlane::sendClose(ByteView payload)
{
    outgoing_.answer(wire::maskedFrame(wire::Opcode::Close, payload), OutgoingMux::Answer::Close);
    flush();
}

void ControlPlane::failConnection(const IncomingReframer::Failure& failure)
{
    tell(Failure{"websocket", failure.text});
    sendClose(wire::closePayload(failure.code));
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
    const auto& wait = options_.behaviours.closeWait;
    closing_.begin(closing == Phase::Closing ? wait.value_or(options_.closeTimeout)
                                             : options_.closeTimeout,
                   outbox_->waiting() + server_->notSent());
    emit deadline(closing_.step());
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
    const std::uint64_t left = outbox_->waiting() + server_->notSent();
    if (!closing_.pass(phase_ == Phase::Closing, left)) {
        emit deadline(closing_.step());
        return;
    }
    std::string text = "the server did not answer Close within ";
    if (phase_ == Phase::CloseReceived) {
        text = "the server did not end TCP within ";
    } else if (left > 0) {
        text = "the server did not read what was sent before Close within ";
    }
    emit ending({text + seconds(closing_.limit())});
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
    if (!isOpen() || !writer_.hasRoom()) {
        return;
    }
    if (latestPing_) {
        pong(*std::exchange(latestPing_, {}));
    }
    fromClient({});
    sendStream();
}

/// Reads and sends of a stream what the server takes, a part at a time.
void ControlPlane::sendStream()
{
    while (isOpen() && outgoing_.stream() && writer_.hasRoom() && streamedNow_ < StreamTurn) {
        outgoing_.fill(StreamPiece);
        const bool first = streamedNow_ == 0;
        streamedNow_ += StreamPiece;
        flush();
        if (first && !isOver()) {
            emit later({}, [this] { streamedNow_ = 0; });
        }
    }
}

void ControlPlane::cancelSending(std::uint64_t number)
{
    if (!isOpen()) {
        return;
    }
    fromClient({});
    if (outgoing_.cancel(number) == OutgoingMux::Cancelled::OneFrame) {
        tell(Behaviour{"a message of one frame is ended early, as was asked for: TCP is reset, as "
                       "there is no other way"});
        emit cutting(Cut::Reset, {"the message that was being sent was cancelled"});
    }
}

void ControlPlane::commit(const connection::Misdeed& misdeed)
{
    if (isOpen()) {
        outgoing_.cutBy(misdeed.kind);
        flush();
        misdeeds_.commit(misdeed, options_.closeTimeout);
    }
}

void ControlPlane::keepAlive()
{
    if (phase_ != Phase::Open || sent_.seen()) {
        return;
    }
    if (writer_.hasRoom()) {
        const std::string counter = std::to_string(++pingsSent_);
        outgoing_.answer(wire::maskedFrame(wire::Opcode::Ping, asBytes(counter)),
                         OutgoingMux::Answer::Ping);
        flush();
    }
    emit later(options_.keepAlive, [this] { keepAlive(); });
}

bool ControlPlane::clientGone()
{
    if (outgoing_.clientMidFrame()) {
        tell(Failure{"websocket", "QWebSocket ended inside a frame"});
        return false;
    }
    outgoing_.clientGone();
    outbox_->clientGone();
    return true;
}

/// Sends what was put out, then does what was due behind it.
void ControlPlane::flush()
{
    outbox_->setPassed(outgoing_.messages(), outgoing_.items());
    if (outgoing_.stream()) {
        outbox_->setStreamed(outgoing_.stream()->done());
    }
    if (!outgoing_.output().empty() && !isOver()) {
        dropped_ = !writer_.write(outgoing_.output()) || dropped_;
    }
    outgoing_.taken();
    wrote();
    OutgoingMux::Due due = std::exchange(outgoing_.due(), {});
    for (std::string& text : due.told) {
        tell(Behaviour{std::move(text)});
    }
    for (const connection::Misdeed& misdeed : due.misdeeds) {
        commit(misdeed);
    }
    if (due.broken && !isOver()) {
        tell(Failure{"websocket", "the content of a message can't be read any further, so TCP is "
                                  "reset within it: " +
                                      *due.broken});
        emit cutting(Cut::Reset, {});
    }
}

/// Something was written or dropped.
void ControlPlane::wrote()
{
    if (isOver()) {
        return;
    }
    if (writer_.sinkFailed()) {
        sinkHasFailed();
        return;
    }
    tellBacklog();
    if (writer_.isEmpty() && !dropped_) {
        outbox_->setOut(outgoing_.out());
    }
    if (sent_.seen() && !std::exchange(ownCloseSeen_, true)) {
        afterOwnClose();
    }
}

/// Our Close frame is on its way.
void ControlPlane::afterOwnClose()
{
    using AfterClose = connection::Behaviours::AfterClose;
    closeAsked();
    if (phase_ != Phase::Closing) {
        return; // it answers the server's
    }
    std::optional<Cut> cut;
    switch (options_.behaviours.afterClose) {
    case AfterClose::Await:
        return;
    case AfterClose::GoOn:
        tell(Behaviour{"our Close does not end what is sent"});
        return;
    case AfterClose::Fin:
        tell(Behaviour{"TCP is ended by FIN right behind our Close"});
        cut = Cut::Fin;
        break;
    case AfterClose::Reset:
        tell(Behaviour{"TCP is reset right behind our Close"});
        cut = Cut::Reset;
        break;
    case AfterClose::HalfClose:
        tell(Behaviour{"our side of TCP is ended right behind our Close"});
        cut = Cut::HalfClose;
        break;
    }
    misdeeds_.cutWhenSent(*cut, options_.closeTimeout);
}

void ControlPlane::cut(Cut how)
{
    if (how != Cut::HalfClose) {
        emit cutting(how, {});
    } else if (!isOver()) {
        writer_.endWriting();
        tell(StreamEnded{Direction::Out, TcpEnd::Fin});
    }
}

void ControlPlane::tellBacklog()
{
    if (!writer_.isStarted()) {
        return; // only the proxy's request was sent
    }
    outbox_->setBacklog(writer_.backlog());
    if (outbox_->tellRoom()) {
        emit canSendAgain();
    }
}

Closed ControlPlane::closed(Closed why) const
{
    if (server_) {
        // The Close frame ends what was sent, so it is unsent if anything is.
        why.unsent = outbox_->waiting() + server_->notSent();
        why.closeUnsent = sent_.seen() && writer_.notSent() > 0;
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
