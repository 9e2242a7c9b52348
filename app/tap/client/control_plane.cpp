// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/control_plane.h"

#include "tap/client/behaviour_changes.h"
#include "tap/client/seconds_text.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

constexpr std::size_t LargePiece = 256 * 1024;
constexpr std::size_t SmallPiece = 16 * 1024;
/// A server can send answers without end. RFC 9110 15.2 sets no limit to interim ones.
constexpr std::uint64_t MaxInterim = 16 * 1024 * 1024;
constexpr std::uint64_t MaxRefusal = 1024 * 1024;
/// How much of a stream is recorded and written at once, and most of it before the event loop runs.
constexpr std::size_t StreamPiece = 256 * 1024;
constexpr std::size_t StreamTurn = 2 * 1024 * 1024;

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
      misdeeds_(writer_, {[this](std::chrono::milliseconds time,
                                 const std::function<void()>& then) { emit later(time, then); },
                          [this](std::string text) { tell(Behaviour{std::move(text)}); },
                          [this](Cut how) { cut(how); },
                          [this](bool reads) { server_->setReading(reads); }}),
      closing_(*outbox_, writer_, options_)
{
    pipe_.observe(Direction::In, incoming_);
    pipe_.observe(Direction::Out, closing_.watcher());
    connect(&closing_, &ClosingHandshake::deadline, this, &ControlPlane::deadline);
    connect(&closing_, &ClosingHandshake::closing, this, &ControlPlane::closing);
    connect(&closing_, &ClosingHandshake::ending, this, &ControlPlane::ending);
    connect(&closing_, &ClosingHandshake::later, this, &ControlPlane::later);
    connect(&closing_, &ClosingHandshake::told, this, &ControlPlane::tell);
    connect(&closing_, &ClosingHandshake::sending, this, &ControlPlane::sendClose);
    connect(&closing_, &ClosingHandshake::cutting, this,
            [this](Cut how) { misdeeds_.cutWhenSent(how, options_.closeTimeout); });
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
        answered_ += bytes.size();
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
        if (answered_ > MaxInterim) {
            fail("http", "the server sent more than 16 MiB of interim responses (1xx)");
        }
        break;
    case Pipe::Upgrade::Opened:
        open();
        break;
    case Pipe::Upgrade::Refused:
        phase_ = Phase::ReadingRefusal;
        if (answered_ > MaxRefusal) {
            emit ending({"the response has more than 1 MiB; the rest was not read"});
        }
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
            outbox_->setCloseReceived();
            closing_.received(control, incoming_.failure());
        } else if (!closing_.isReceived()) {
            answerPing(control);
        }
    }
    for (std::string& text : std::exchange(incoming_.leftOut(), {})) {
        tell(Behaviour{std::move(text)});
    }
    if (incoming_.failure() && !closing_.hasBegun()) {
        closing_.fail(*incoming_.failure());
    }
    if (incoming_.isFlooded() && !isOver()) {
        emit ending({"the server went on with a message of too many frames"});
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
    } else if (!closing_.isSent() || options_.behaviours.afterClose == AfterClose::GoOn) {
        outgoing_.answer(wire::maskedFrame(wire::Opcode::Pong, payload), OutgoingMux::Answer::Pong);
    }
}

void ControlPlane::sendClose(const Bytes& payload)
{
    outgoing_.answer(wire::maskedFrame(wire::Opcode::Close, payload), OutgoingMux::Answer::Close);
    flush();
}

void ControlPlane::closeAsked()
{
    if (isOpen()) {
        closing_.asked();
    }
}

void ControlPlane::deadlinePassed()
{
    const std::string time = secondsText(options_.upgradeTimeout);
    if (phase_ == Phase::AwaitingResponse) {
        fail("http",
             "no response within " + time +
                 (pipe_.isRequestWhole() ? ""
                                         : ": the request head did not end with an empty line"));
    } else if (phase_ == Phase::ReadingRefusal) {
        emit ending({"the body did not end within " + time});
    } else if (isOpen()) {
        closing_.deadlinePassed();
    }
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
        const StreamWriter& stream = *outgoing_.stream();
        outbox_->setCancelled({number, stream.done(), stream.size(), true});
        tell(Behaviour{"sending was cancelled by the user: TCP is reset, as a frame that has begun "
                       "can't be ended early"});
        emit cutting(Cut::Reset, {"sending was cancelled by the user"});
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
    if (!isOpen() || closing_.hasBegun()) {
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
    if (outgoing_.due().cancelled) {
        outbox_->setCancelled(*outgoing_.due().cancelled);
    }
    outbox_->setPassed(outgoing_.messages(), outgoing_.items());
    if (const StreamWriter* stream = outgoing_.stream()) {
        outbox_->setStreamed(stream->done(), stream->isOneFrame());
    }
    if (!outgoing_.output().empty() && !isOver()) {
        if (server_->noticesFin()) {
            tell(StreamEnded{Direction::In, TcpEnd::Fin});
        }
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
    if (isOpen()) {
        closing_.putOut();
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
    closing_.wrote();
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
        why.closeUnsent = closing_.isSent() && writer_.notSent() > 0;
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
