// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/server_connection.h"

#include "scenario/server/http_answer.h"
#include "wire/frames/frame_encoder.h"
#include "wire/rules.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using wire::Opcode;

constexpr seconds HeadTimeout{30};
constexpr seconds FinTimeout{5};
constexpr std::uint64_t HighWater = 1 << 20;
constexpr std::size_t MostEarly = 256 << 10;
constexpr std::size_t LargestMessage = 64 << 20;
/// Largest buffer capacity kept for the next message, in bytes.
constexpr std::size_t LargestKept = 1 << 20;
constexpr const char* TooLarge = "a message has at most 64 MiB here";
constexpr int FastCompression = 1;

/// The close code that answers a violation (RFC 6455 7.4.1).
std::uint16_t codeFor(wire::Rule rule)
{
    switch (rule) {
    case wire::Rule::Utf8Invalid:
    case wire::Rule::CloseReasonUtf8:
    case wire::Rule::DeflateInvalid:
        return 1007;
    case wire::Rule::InflateLimit:
        return 1009;
    default:
        return 1002;
    }
}

/// The request as if its target were no whole URL but the path of it (RFC 9112 3.2.2).
wire::HttpHead inOriginForm(wire::HttpHead request)
{
    const std::string whole = request.target;
    const std::size_t scheme = whole.find("://");
    const std::size_t at = request.raw.find(whole);
    if (scheme == std::string::npos || whole.starts_with('/') || at == std::string::npos) {
        return request;
    }
    const std::size_t path = whole.find_first_of("/?", scheme + 3);
    const std::string rest = path == std::string::npos ? "" : whole.substr(path);
    request.target = rest.starts_with('/') ? rest : '/' + rest;
    request.raw.replace(at, whole.size(), request.target);
    return request;
}

} // namespace

ServerConnection::ServerConnection(int descriptor, Poller& poller,
                                   std::shared_ptr<const Tls::Context> tls,
                                   std::shared_ptr<timeline::LiveCapture> recording,
                                   MessageMemory& memory, QObject* parent)
    : QObject(parent), socket_(descriptor, poller, std::move(tls), *this), memory_(memory)
{
    if (recording) {
        record_.emplace(std::move(recording), socket_.endpoints());
    }
    deadline_.setSingleShot(true);
    connect(&deadline_, &QTimer::timeout, this, &ServerConnection::deadlinePassed);
    connect(&trickle_, &QTimer::timeout, this, &ServerConnection::writeTrickle);
    deadline_.start(HeadTimeout);
}

ServerConnection::~ServerConnection()
{
    dropMessage();
}

std::string ServerConnection::address() const
{
    return (socket_.tls() ? "wss://" : "ws://") + socket_.endpoints().server.toString();
}

void ServerConnection::received(ByteView bytes)
{
    lastHeard_ = std::chrono::steady_clock::now();
    if (record_) {
        record_->data(Direction::Out, bytes);
    }
    if (phase_ == Phase::Head) {
        takeHead(bytes);
    } else if (phase_ == Phase::Answering) {
        append(early_, bytes);
    } else if (frames_) {
        hear(bytes);
    }
    updateReading();
}

/// A client that goes on behind its Close is told of, however its bytes were cut.
void ServerConnection::hear(ByteView frames)
{
    heard_ += frames.size();
    if (phase_ == Phase::Open) {
        frames_->feed(frames, *this);
    }
    if (closeEnd_ && heard_ > *closeEnd_ && !failed_ && !std::exchange(lateTold_, true)) {
        handler_->failed(*this, wire::Rule::DataAfterClose, std::nullopt);
    }
}

void ServerConnection::sent(ByteView bytes)
{
    if (record_) {
        record_->data(Direction::In, bytes);
    }
}

void ServerConnection::secured()
{
    if (record_) {
        record_->secured(*socket_.tls());
    }
}

void ServerConnection::finished()
{
    if (record_) {
        record_->ended(Direction::In, TcpEnd::Fin);
    }
}

void ServerConnection::drained()
{
    if (closeSent_ && deadline_.isActive()) {
        deadline_.start(deadline_.intervalAsDuration());
    }
    if (phase_ == Phase::Open && hasRoom()) {
        handler_->canSendAgain(*this);
    }
    if (socket_.hasFinished() && phase_ == Phase::Ending && clientEnded_) {
        deleteLater();
    }
    updateReading();
}

void ServerConnection::updateReading()
{
    const bool early = phase_ == Phase::Answering;
    socket_.setReading(!paused_ &&
                       (early ? early_.size() < MostEarly : phase_ != Phase::Open || hasRoom()));
}

void ServerConnection::setPaused(bool paused)
{
    paused_ = paused;
    updateReading();
}

void ServerConnection::clientEnded(TcpEnd how, const std::string& problem)
{
    if (record_ && !problem.empty()) {
        record_->failed(problem);
    } else if (record_) {
        record_->ended(Direction::Out, how);
    }
    clientEnded_ = true;
    handler_->clientEnded(*this, how);
    if (how == TcpEnd::Reset || socket_.hasFinished()) {
        phase_ = Phase::Ending;
        deleteLater();
    } else {
        cut();
    }
}

void ServerConnection::takeHead(ByteView bytes)
{
    using State = wire::HttpHeadReader::State;
    bytes = bytes.subspan(head_.feed(bytes));
    if (head_.state() == State::NeedMore) {
        return;
    }
    phase_ = Phase::Answering;
    deadline_.stop();
    append(early_, bytes);
    if (head_.state() == State::Complete) {
        asked_ = true;
        handler_->requested(*this, inOriginForm(head_.head()));
    } else {
        sendRaw(asBytes(refusalOfNonRequest(head_.state() == State::TooLarge)));
        end();
        handler_->notARequest(*this);
    }
}

void ServerConnection::open(std::optional<wire::DeflateParameters> deflate)
{
    frames_.emplace(wire::FrameStream::Options{.direction = Direction::Out,
                                               .start = {},
                                               .deflate = deflate,
                                               .inflateLimit = LargestMessage});
    if (deflate) {
        deflater_.emplace(deflate->windowBits(Direction::In),
                          deflate->noContextTakeover(Direction::In), FastCompression);
    }
    phase_ = Phase::Open;
    if (!early_.empty()) {
        after(milliseconds(0), [this] { takeEarly(); });
    }
}

/// What the client said before it was answered comes after what the handler did when it opened.
void ServerConnection::takeEarly()
{
    if (phase_ == Phase::Open) {
        hear(std::exchange(early_, {}));
    }
    updateReading();
}

/// A wrong header is answered at once: its payload may never come.
void ServerConnection::frameBegin(const wire::FrameHeader& header, StreamOffset /*offset*/,
                                  const wire::Violations& violations)
{
    if (!isHeard()) {
        return;
    }
    failOn(violations);
    if (header.payloadLength > LargestMessage) {
        close(1009, TooLarge);
    }
}

void ServerConnection::data(ByteView piece)
{
    if (!isHeard()) {
        return;
    }
    if (message_.size() + piece.size() > LargestMessage) {
        dropMessage();
        close(1009, TooLarge);
    } else if (memory_.held + piece.size() > MessageMemory::Most) {
        dropMessage();
        close(1013, "the unfinished messages of all clients are too large");
    } else {
        memory_.held += piece.size();
        append(message_, piece);
    }
}

/// Frees large buffers: hundreds of clients may be connected.
void ServerConnection::dropMessage()
{
    memory_.held -= message_.size();
    message_.clear();
    for (Bytes* bytes : {&message_, &scratch_}) {
        if (bytes->capacity() > LargestKept) {
            *bytes = Bytes();
        }
    }
}

void ServerConnection::frameEnd(const wire::FrameReport& frame)
{
    if (!isHeard()) {
        return;
    }
    if (frame.header.opcode == Opcode::Close) {
        closeEnd_ = frame.start.value + frame.header.size + frame.received;
    }
    failOn(frame.violations);
    if (!isControl(frame.header.opcode) || (failed_ && frame.header.opcode != Opcode::Close)) {
        return;
    }
    handler_->control(*this, frame);
    const Opcode opcode = frame.header.opcode;
    if (opcode == Opcode::Ping && manners_.answersPing && !closeSent_) {
        sendControl(Opcode::Pong, frame.controlPayload);
    } else if (opcode == Opcode::Close && manners_.answersClose && !endWanted_) {
        // Repeat its code, and end TCP, as a server has to (RFC 6455 5.5.1).
        close(frame.close->code);
        end();
    }
}

void ServerConnection::messageEnd(const wire::MessageReport& message)
{
    if (isHeard()) {
        failOn(message.violations);
    }
    if (isHeard() && !failed_ && message.complete) {
        handler_->message(*this, message.opcode, message_);
    }
    dropMessage();
}

void ServerConnection::failOn(const wire::Violations& violations)
{
    if (!manners_.failsOnViolation) {
        return;
    }
    const auto error = std::ranges::find_if(violations, [](const wire::Violation& violation) {
        return wire::info(violation.rule).severity == wire::Severity::Error ||
               violation.rule == wire::Rule::InflateLimit;
    });
    if (error != violations.end() && !std::exchange(failed_, true)) {
        const auto code =
            closeSent_ ? std::nullopt : std::optional<std::uint16_t>(codeFor(error->rule));
        close(code, wire::info(error->rule).id);
        handler_->failed(*this, error->rule, code);
    }
}

void ServerConnection::send(Opcode opcode, ByteView payload)
{
    wire::FrameSpec spec{.opcode = opcode};
    Bytes deflated;
    if (deflater_) {
        deflated = deflater_->compress(payload);
        payload = deflated;
        spec.rsv = wire::FrameHeader::Rsv1;
    }
    scratch_.clear();
    wire::appendFrame(scratch_, spec, payload);
    sendFrames(scratch_);
}

void ServerConnection::sendFrames(ByteView bytes)
{
    if (!closeSent_) {
        write(bytes);
    }
}

void ServerConnection::sendPart(ByteView bytes, bool last)
{
    if (closeSent_ && !midFrame_) {
        return;
    }
    write(bytes);
    midFrame_ = !last;
    if (last) {
        write(std::exchange(held_, {}));
        endIfWritten();
    }
}

void ServerConnection::sendControl(Opcode opcode, ByteView payload)
{
    Bytes frame;
    wire::appendFrame(frame, {.opcode = opcode}, payload);
    if (midFrame_) {
        append(held_, frame);
    } else {
        write(frame);
    }
}

void ServerConnection::close(std::optional<std::uint16_t> code, std::string_view reason)
{
    if (!closeSent_) {
        sendControl(Opcode::Close, wire::closePayload(code, reason));
        closeWasSent();
    }
}

void ServerConnection::closeWasSent()
{
    closeSent_ = true;
    deadline_.start(manners_.closeTimeout);
}

void ServerConnection::reset()
{
    phase_ = Phase::Ending;
    socket_.reset();
    if (record_) {
        record_->ended(Direction::In, TcpEnd::Reset);
    }
    deleteLater();
}

void ServerConnection::resetWhenSent()
{
    constexpr milliseconds BetweenLooks{2};
    constexpr int MostLooks = 1000;
    if (socket_.isDelivered() || ++looks_ > MostLooks) {
        reset();
    } else {
        after(BetweenLooks, [this] { resetWhenSent(); });
    }
}

bool ServerConnection::hasRoom() const
{
    return socket_.unwritten() + trickling_.size() - trickled_ + held_.size() < HighWater;
}

void ServerConnection::after(milliseconds delay, std::function<void()> call)
{
    QTimer::singleShot(delay, Qt::PreciseTimer, this, std::move(call));
}

void ServerConnection::every(milliseconds interval, std::function<void()> call)
{
    auto* timer = new QTimer(this);
    timer->setTimerType(Qt::PreciseTimer);
    connect(timer, &QTimer::timeout, this, std::move(call));
    timer->start(interval);
}

void ServerConnection::write(ByteView bytes)
{
    if (trickle_.isActive()) {
        append(trickling_, bytes);
    } else {
        socket_.write(bytes);
    }
}

void ServerConnection::trickle(milliseconds between, std::size_t pieceSize)
{
    pieceSize_ = pieceSize;
    trickle_.start(between);
}

void ServerConnection::writeTrickle()
{
    if (trickled_ < trickling_.size()) {
        const std::size_t count = std::min(pieceSize_, trickling_.size() - trickled_);
        socket_.write(ByteView(trickling_).subspan(trickled_, count));
        trickled_ += count;
    }
    if (trickled_ == trickling_.size()) {
        trickling_.clear();
        trickled_ = 0;
        endIfWritten();
    }
}

void ServerConnection::end()
{
    endWanted_ = true;
    endIfWritten();
}

void ServerConnection::endIfWritten()
{
    if (endWanted_ && !midFrame_ && trickling_.empty()) {
        cut();
    }
}

void ServerConnection::cut()
{
    phase_ = Phase::Ending;
    deadline_.start(FinTimeout);
    socket_.finish();
}

/// A client that was told the end and doesn't end its side is left; any other is reset.
void ServerConnection::deadlinePassed()
{
    if (socket_.hasFinished()) {
        deleteLater();
    } else {
        handler_->givenUp(*this);
        reset();
    }
}

} // namespace framescope::scenario
