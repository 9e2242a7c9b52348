// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_connection.h"

#include "wire/frames/frame_encoder.h"
#include "wire/rules.h"

#include <algorithm>
#include <array>

#include <QSslSocket>

#include <sys/socket.h>

namespace framescope::scenario {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using wire::Opcode;

constexpr seconds HeadTimeout{30};
constexpr seconds CloseTimeout{5};
constexpr std::uint64_t HighWater = 1 << 20;
constexpr qint64 ReadBuffer = 256 << 10;
constexpr std::size_t ReadPiece = 64 << 10;
constexpr std::size_t LargestMessage = 64 << 20;
/// Largest buffer capacity kept for the next message, in bytes.
constexpr std::size_t LargestKept = 1 << 20;
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

} // namespace

DemoConnection::DemoConnection(QTcpSocket* socket, std::string address, DemoMemory& memory,
                               QObject* parent)
    : QObject(parent), socket_(socket), address_(std::move(address)), memory_(memory)
{
    socket_->setParent(this);
    socket_->setReadBufferSize(ReadBuffer);
    socket_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    deadline_.setSingleShot(true);
    connect(&deadline_, &QTimer::timeout, this, &DemoConnection::reset);
    connect(&trickle_, &QTimer::timeout, this, &DemoConnection::writeTrickle);
    connect(socket_, &QTcpSocket::readyRead, this, &DemoConnection::readSocket);
    connect(socket_, &QTcpSocket::bytesWritten, this, &DemoConnection::socketWrote);
    connect(socket_, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(socket_, &QTcpSocket::errorOccurred, this, &QObject::deleteLater);
    if (auto* secure = qobject_cast<QSslSocket*>(socket_)) {
        connect(secure, &QSslSocket::encryptedBytesWritten, this, &DemoConnection::socketWrote);
    }
    deadline_.start(HeadTimeout);
}

DemoConnection::~DemoConnection()
{
    socket_->disconnect(this);
    dropMessage();
}

void DemoConnection::readSocket()
{
    std::array<std::uint8_t, ReadPiece> buffer;
    while ((phase_ == Phase::Head || phase_ == Phase::Open) && hasRoom()) {
        const qint64 count = socket_->read(reinterpret_cast<char*>(buffer.data()), buffer.size());
        if (count <= 0) {
            return;
        }
        lastHeard_ = std::chrono::steady_clock::now();
        take(ByteView(buffer).first(static_cast<std::size_t>(count)));
    }
}

void DemoConnection::socketWrote()
{
    if (closeSent_ && deadline_.isActive()) {
        deadline_.start(CloseTimeout);
    }
    if (phase_ == Phase::Open && hasRoom()) {
        if (behaviour_->canSendAgain) {
            behaviour_->canSendAgain(*this);
        }
        readSocket();
    }
}

void DemoConnection::take(ByteView bytes)
{
    using State = wire::HttpHeadReader::State;
    if (phase_ == Phase::Head) {
        bytes = bytes.subspan(head_.feed(bytes));
        if (head_.state() == State::NeedMore) {
            return;
        }
        if (head_.state() == State::Complete) {
            answer_ = answerDemoRequest(head_.head(), address_);
        } else {
            answer_ = {.response = refuseNonRequest(head_.state() == State::TooLarge)};
        }
        phase_ = Phase::Waiting;
        deadline_.stop();
        if (answer_.delay.count() > 0) {
            after(answer_.delay, [this] { respond(); });
        } else {
            respond();
        }
    }
    if (phase_ == Phase::Waiting) {
        append(early_, bytes);
    } else if (phase_ == Phase::Open) {
        frames_->feed(bytes, *this);
    }
}

void DemoConnection::respond()
{
    write(asBytes(answer_.response));
    behaviour_ = std::move(answer_.behaviour);
    if (!behaviour_) {
        phase_ = Phase::Ending;
        endAfterWriting();
        return;
    }
    frames_.emplace(wire::FrameStream::Options{.direction = Direction::Out,
                                               .start = {},
                                               .deflate = answer_.deflate,
                                               .inflateLimit = LargestMessage});
    if (const auto& deflate = answer_.deflate) {
        deflater_.emplace(deflate->windowBits(Direction::In),
                          deflate->noContextTakeover(Direction::In), FastCompression);
    }
    phase_ = Phase::Open;
    if (behaviour_->opened) {
        behaviour_->opened(*this);
    }
    if (phase_ == Phase::Open) {
        frames_->feed(std::exchange(early_, {}), *this);
    }
    readSocket();
}

void DemoConnection::data(ByteView piece)
{
    if (closeSent_ || closeReceived_) {
        return;
    }
    if (message_.size() + piece.size() > LargestMessage) {
        dropMessage();
        close(1009, "a message has at most 64 MiB here");
    } else if (memory_.held + piece.size() > DemoMemory::Most) {
        dropMessage();
        close(1013, "the unfinished messages of all clients are too large");
    } else {
        memory_.held += piece.size();
        append(message_, piece);
    }
}

/// Frees large buffers: hundreds of clients may be connected.
void DemoConnection::dropMessage()
{
    memory_.held -= message_.size();
    message_.clear();
    for (Bytes* bytes : {&message_, &scratch_}) {
        if (bytes->capacity() > LargestKept) {
            *bytes = Bytes();
        }
    }
}

void DemoConnection::frameEnd(const wire::FrameReport& frame)
{
    if (phase_ != Phase::Open || closeReceived_) {
        return;
    }
    failOn(frame.violations);
    const Opcode opcode = frame.header.opcode;
    if (opcode == Opcode::Ping && !closeSent_) {
        sendControl(Opcode::Pong, frame.controlPayload);
    } else if (opcode == Opcode::Close && behaviour_->answersClose) {
        // Repeat its code, and end TCP, as a server has to (RFC 6455 5.5.1).
        closeReceived_ = true;
        close(frame.close->code);
        endAfterWriting();
    }
}

void DemoConnection::messageEnd(const wire::MessageReport& message)
{
    failOn(message.violations);
    if (phase_ == Phase::Open && !closeSent_ && !closeReceived_ && message.complete &&
        behaviour_->message) {
        behaviour_->message(*this, message.opcode, message_);
    }
    dropMessage();
}

void DemoConnection::failOn(const wire::Violations& violations)
{
    const auto error = std::ranges::find_if(violations, [](const wire::Violation& violation) {
        return wire::info(violation.rule).severity == wire::Severity::Error ||
               violation.rule == wire::Rule::InflateLimit;
    });
    if (error != violations.end()) {
        close(codeFor(error->rule), wire::info(error->rule).id);
    }
}

void DemoConnection::send(Opcode opcode, ByteView payload)
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
    sendRaw(scratch_);
}

void DemoConnection::sendRaw(ByteView bytes)
{
    if (!closeSent_) {
        write(bytes);
    }
}

void DemoConnection::sendPart(ByteView bytes, bool last)
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

void DemoConnection::sendControl(Opcode opcode, ByteView payload)
{
    Bytes frame;
    wire::appendFrame(frame, {.opcode = opcode}, payload);
    if (midFrame_) {
        append(held_, frame);
    } else {
        write(frame);
    }
}

void DemoConnection::close(std::optional<std::uint16_t> code, std::string_view reason)
{
    if (!closeSent_) {
        sendControl(Opcode::Close, wire::closePayload(code, reason));
        closeSent_ = true;
        deadline_.start(CloseTimeout);
    }
}

/// Linger 0 makes the kernel drop unsent bytes and end the connection with RST.
void DemoConnection::reset()
{
    phase_ = Phase::Ending;
    const linger hard{.l_onoff = 1, .l_linger = 0};
    socket_->flush();
    ::setsockopt(static_cast<int>(socket_->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard,
                 sizeof hard);
    socket_->abort();
    deleteLater();
}

bool DemoConnection::hasRoom() const
{
    qint64 count = socket_->bytesToWrite();
    if (const auto* secure = qobject_cast<const QSslSocket*>(socket_)) {
        count += secure->encryptedBytesToWrite();
    }
    return static_cast<std::uint64_t>(count) + trickling_.size() - trickled_ + held_.size() <
           HighWater;
}

void DemoConnection::after(milliseconds delay, std::function<void()> call)
{
    QTimer::singleShot(delay, Qt::PreciseTimer, this, std::move(call));
}

void DemoConnection::every(milliseconds interval, std::function<void()> call)
{
    auto* timer = new QTimer(this);
    timer->setTimerType(Qt::PreciseTimer);
    connect(timer, &QTimer::timeout, this, std::move(call));
    timer->start(interval);
}

void DemoConnection::write(ByteView bytes)
{
    if (trickle_.isActive()) {
        append(trickling_, bytes);
    } else {
        socket_->write(reinterpret_cast<const char*>(bytes.data()),
                       static_cast<qint64>(bytes.size()));
    }
}

void DemoConnection::writeTrickle()
{
    if (trickled_ < trickling_.size()) {
        socket_->write(reinterpret_cast<const char*>(&trickling_[trickled_++]), 1);
    }
    if (trickled_ == trickling_.size()) {
        trickling_.clear();
        trickled_ = 0;
        endIfWritten();
    }
}

void DemoConnection::endAfterWriting()
{
    endWanted_ = true;
    endIfWritten();
}

/// The socket writes its own buffer before it disconnects.
void DemoConnection::endIfWritten()
{
    if (endWanted_ && !midFrame_ && trickling_.empty()) {
        phase_ = Phase::Ending;
        deadline_.start(CloseTimeout);
        socket_->disconnectFromHost();
    }
}

} // namespace framescope::scenario
