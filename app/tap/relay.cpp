// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/relay.h"

#include "tap/client/client_request.h"
#include "tap/upstream/tcp_ending.h"
#include "wire/frames/frame_encoder.h"

#include <QTcpSocket>

#include <utility>

#include <nlohmann/json.hpp>

namespace framescope::tap {

namespace {

/// What one read takes. A chunk that may be compressed is small, since it may grow a
/// thousandfold before it can be handed on.
constexpr std::size_t LargeChunk = 256 * 1024;
constexpr std::size_t SmallChunk = 16 * 1024;
/// What Qt reads ahead of us, either side.
constexpr qint64 ReadAhead = 4 * 1024 * 1024;
/// What may wait for QWebSocket to read it.
constexpr qint64 MaxClientBacklog = 8 * 1024 * 1024;
/// What may wait for the server: little, since it counts as sent in the recording.
constexpr qint64 MaxServerBacklog = 1024 * 1024;

Bytes controlFrame(wire::Opcode opcode, ByteView payload)
{
    wire::FrameSpec spec;
    spec.opcode = opcode;
    spec.maskKey = wire::randomMaskKey();
    return wire::encodeFrame(spec, payload);
}

} // namespace

Relay::Relay(timeline::LiveCapture& live, Target target, std::shared_ptr<Outbox> outbox,
             QObject* parent)
    : QObject(parent), live_(live), target_(std::move(target)), outbox_(std::move(outbox)),
      conn_(live.addConnection()), connector_(live, conn_, target_), incoming_(target_.strict),
      buffer_(LargeChunk), chunkSize_(target_.deflate ? SmallChunk : LargeChunk)
{
    deadline_.setSingleShot(true);
    connect(&deadline_, &QTimer::timeout, this, &Relay::deadlinePassed);
    connect(&gate_, &LoopbackGate::admitted, this, &Relay::clientAdmitted);
    connect(&connector_, &Connector::connected, this, &Relay::serverConnected);
    connect(&connector_, &Connector::failed, this, &Relay::connectingFailed);
    connect(&connector_, &Connector::certificateRejected, this, &Relay::certificateRejected);
    live_.capture().observe(conn_, Direction::In, &incoming_);
    live_.capture().observe(conn_, Direction::Out, &sent_);
}

Relay::~Relay()
{
    live_.capture().observe(conn_, Direction::In, nullptr);
    live_.capture().observe(conn_, Direction::Out, nullptr);
    for (const auto& socket : {std::ref(server_), std::ref(client_)}) {
        if (socket.get()) {
            socket.get()->disconnect(this);
        }
    }
}

Result<LoopbackGate::Address> Relay::start()
{
    auto address = gate_.listen();
    connector_.start();
    if (!address) {
        giveUp(QString::fromStdString(address.error().message()));
    }
    return address;
}

void Relay::clientAdmitted()
{
    client_.reset(gate_.takeSocket());
    client_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    client_->setReadBufferSize(ReadAhead);
    connect(client_.get(), &QIODevice::readyRead, this, &Relay::pump);
    connect(client_.get(), &QIODevice::bytesWritten, this, [this] {
        if (server_ && (serverGone_ || lastWords_.isUnread(*server_))) {
            pump();
        }
    });
    connect(client_.get(), &QAbstractSocket::disconnected, this, &Relay::clientGone);
    clientReady_ = true;
    sendRequest();
}

void Relay::serverConnected()
{
    server_ = connector_.takeSocket();
    descriptor_ = connector_.takeDescriptor();
    server_->setReadBufferSize(ReadAhead);
    connect(server_.get(), &QIODevice::readyRead, this, &Relay::pump);
    connect(server_.get(), &QIODevice::bytesWritten, this, [this] {
        tellBacklog();
        if (latestPing_ || (client_ && client_->bytesAvailable() > 0) || !outbox_->isEmpty()) {
            pump();
        }
    });
    connect(server_.get(), &QAbstractSocket::errorOccurred, this, [this](auto error) {
        serverGone_ = true;
        lastWords_.collect(*server_, descriptor_, error);
        pump();
    });
    connect(server_.get(), &QAbstractSocket::disconnected, this, [this] {
        serverGone_ = true;
        pump();
    });
    serverReady_ = true;
    if (!clientReady_) {
        deadline_.start(target_.connectTimeout);
    }
    sendRequest();
}

void Relay::connectingFailed()
{
    if (phase_ == Phase::Ended) {
        return;
    }
    descriptor_ = connector_.takeDescriptor();
    if (connector_.tcpRecorded()) {
        using recording::StreamEnd;
        if (descriptor_.wasReset()) {
            record(live_.streamEnded(conn_, Direction::In, StreamEnd::Reset));
        } else {
            if (descriptor_.peerEnded()) {
                record(live_.streamEnded(conn_, Direction::In, StreamEnd::Fin));
            }
            record(live_.streamEnded(conn_, Direction::Out,
                                     descriptor_.hasUnread() ? StreamEnd::Reset : StreamEnd::Fin));
        }
    }
    descriptor_.close();
    finish(nlohmann::json::object());
}

void Relay::sendRequest()
{
    if (!clientReady_ || !serverReady_ || phase_ != Phase::Connecting) {
        return;
    }
    phase_ = Phase::AwaitingResponse;
    deadline_.start(target_.upgradeTimeout);
    sendToServer(asBytes(serverRequest(gate_.request(), target_)));
    pump();
}

/// Moves what can be moved, both ways. Sockets may signal while they are written to, so this is
/// entered once at a time.
void Relay::pump()
{
    if (pumping_) {
        pumpAgain_ = true;
        return;
    }
    pumping_ = true;
    bool progress = false;
    do {
        pumpAgain_ = false;
        pumpOut();
        progress = pumpIn() || progress;
    } while (pumpAgain_ && phase_ != Phase::Ended);
    pumping_ = false;
    if (!serverGone_ || phase_ == Phase::Ended || phase_ == Phase::Connecting ||
        lastWords_.isUnread(*server_)) {
        return;
    }
    // TLS may have more to decrypt than Qt has shown yet: look twice.
    if (!progress && std::exchange(drained_, true)) {
        peerEnded();
    } else {
        drained_ = drained_ && !progress;
        QMetaObject::invokeMethod(this, &Relay::pump, Qt::QueuedConnection);
    }
}

bool Relay::pumpIn()
{
    bool progress = false;
    while (server_ && phase_ != Phase::Ended && phase_ != Phase::Connecting && clientHasRoom()) {
        const std::size_t count =
            lastWords_.read(*server_, MutableByteView(buffer_).first(chunkSize_));
        if (count == 0) {
            break;
        }
        progress = true;
        received(ByteView(buffer_).first(count));
    }
    return progress;
}

void Relay::pumpOut()
{
    if (latestPing_ && serverHasRoom()) {
        pong(*std::exchange(latestPing_, {}));
        flushToServer();
    }
    if ((phase_ == Phase::Open || phase_ == Phase::Closing) && serverHasRoom()) {
        takeOutbox();
        flushToServer();
    }
    while (client_ && (phase_ == Phase::Open || phase_ == Phase::Closing) && serverHasRoom()) {
        const qint64 count =
            client_->read(reinterpret_cast<char*>(buffer_.data()), static_cast<qint64>(LargeChunk));
        if (count <= 0) {
            break;
        }
        takeOutbox();
        outgoing_.feed(ByteView(buffer_).first(static_cast<std::size_t>(count)));
        flushToServer();
    }
}

void Relay::received(ByteView bytes)
{
    incoming_.setWanted(outbox_->messagesWanted);
    if (!record(live_.append(conn_, Direction::In, now(), bytes))) {
        return;
    }
    if (phase_ == Phase::AwaitingResponse) {
        takeResponse(bytes);
    } else if (phase_ == Phase::ReadingRefusal) {
        refusal_->feed(bytes);
    }
    if (phase_ == Phase::ReadingRefusal && refusal_->complete()) {
        endOurselves(nlohmann::json::object());
    }
    if (phase_ == Phase::Open || phase_ == Phase::Closing) {
        act();
        flushToClient();
        flushToServer();
    }
}

void Relay::takeResponse(ByteView bytes)
{
    using State = wire::HttpHeadReader::State;
    bytes = bytes.subspan(response_.feed(bytes));
    while (response_.state() == State::Complete && wire::isInterim(response_.head())) {
        response_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Response);
        bytes = bytes.subspan(response_.feed(bytes));
    }
    switch (response_.state()) {
    case State::NeedMore:
        return;
    case State::NotHttp:
    case State::TooLarge:
        endOurselves(nlohmann::json::object());
        return;
    case State::Complete:
        break;
    }
    const wire::HandshakeOutcome* outcome = live_.capture().handshake(conn_);
    if (outcome && outcome->opened) {
        open(*outcome);
    } else if (response_.head().status == 101) {
        endOurselves(nlohmann::json::object());
    } else {
        phase_ = Phase::ReadingRefusal;
        refusal_.emplace(response_.head());
        refusal_->feed(bytes);
    }
}

void Relay::open(const wire::HandshakeOutcome& outcome)
{
    phase_ = Phase::Open;
    deadline_.stop();
    if (outcome.deflate) {
        outgoing_.setDeflate(*outcome.deflate);
    } else {
        chunkSize_ = LargeChunk;
    }
    if (client_) {
        const std::string response = clientResponse(gate_.request(), outcome);
        client_->write(response.data(), static_cast<qint64>(response.size()));
    }
    emit opened();
}

/// Does what the server's control frames and violations ask for.
void Relay::act()
{
    for (const IncomingReframer::Control& control : std::exchange(incoming_.controls(), {})) {
        if (control.opcode == wire::Opcode::Close) {
            closeReceived(control);
        } else if (target_.automaticPong && !closeReceived_) {
            answerPing(control);
        }
    }
    for (const std::string& text : std::exchange(incoming_.leftOut(), {})) {
        recordBehaviour(text);
    }
    if (target_.strict && incoming_.failure() && phase_ == Phase::Open && !closeReceived_) {
        failStrictly(*incoming_.failure());
    }
}

/// A server that does not take our answers gets one for its latest ping (RFC 6455 5.5.3).
void Relay::answerPing(const IncomingReframer::Control& ping)
{
    if (ping.length > wire::MaxControlPayload) {
        if (!std::exchange(longPingTold_, true)) {
            recordBehaviour("a ping of " + std::to_string(ping.length) +
                            " bytes is not answered, for a pong has at most 125 (RFC 6455 5.5); "
                            "nor are later ones of that kind");
        }
    } else if (serverHasRoom()) {
        pong(ping.payload);
    } else {
        latestPing_ = ping.payload;
    }
}

/// Not after a Close frame that the user made as raw bytes (RFC 6455 5.5.1).
void Relay::pong(ByteView payload)
{
    if (!sent_.seen()) {
        outgoing_.answer(controlFrame(wire::Opcode::Pong, payload), false);
    }
}

void Relay::closeReceived(const IncomingReframer::Control& close)
{
    if (std::exchange(closeReceived_, true)) {
        return;
    }
    if (target_.strict && incoming_.failure() && !sent_.seen()) {
        failStrictly(*incoming_.failure());
        return;
    }
    if (!sent_.seen()) {
        outgoing_.answer(controlFrame(wire::Opcode::Close, close.closeReply()), true);
        flushToServer();
    }
    enterClosing();
}

void Relay::failStrictly(const IncomingReframer::Failure& failure)
{
    recordError("websocket", QString::fromStdString(failure.text));
    outgoing_.answer(controlFrame(wire::Opcode::Close, wire::closePayload(failure.code)), true);
    flushToServer();
    enterClosing();
}

void Relay::wake()
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (phase_ == Phase::Open || phase_ == Phase::Closing) {
        if (outbox_->closeAsked() && phase_ == Phase::Open) {
            enterClosing();
        }
        pump();
        unsentThen_ = std::min(unsentThen_, unsent()); // our Close is no progress of the server
        return;
    }
    for (const DirectItem& item : outbox_->take()) {
        if (item.isClose) {
            giveUp(QStringLiteral("given up before the connection was open"));
            return;
        }
    }
}

void Relay::takeOutbox()
{
    for (DirectItem& item : outbox_->take()) {
        outgoing_.add(std::move(item));
    }
}

bool Relay::sendToServer(ByteView bytes)
{
    if (serverGone_ || phase_ == Phase::Ended ||
        !record(live_.append(conn_, Direction::Out, now(), bytes))) {
        return false;
    }
    server_->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    server_->flush();
    tellBacklog();
    return true;
}

void Relay::tellBacklog()
{
    outbox_->setBacklog(static_cast<std::uint64_t>(backlogOf(*server_)));
    if (outbox_->tellRoom()) {
        emit roomToSend();
    }
}

void Relay::flushToServer()
{
    outbox_->setPassed(outgoing_.messages(), outgoing_.items());
    if (outgoing_.output().empty()) {
        tellBacklog();
        return;
    }
    if (sendToServer(outgoing_.output())) {
        outbox_->setOut(outgoing_.out());
    }
    outgoing_.taken();
    if (sent_.seen() && phase_ == Phase::Open) {
        enterClosing();
    }
}

void Relay::flushToClient()
{
    const ByteView output = incoming_.output();
    if (client_ && !output.empty()) {
        client_->write(reinterpret_cast<const char*>(output.data()),
                       static_cast<qint64>(output.size()));
        client_->flush();
    }
    incoming_.taken();
}

bool Relay::clientHasRoom() const
{
    return !client_ || client_->bytesToWrite() < MaxClientBacklog;
}

bool Relay::serverHasRoom() const
{
    return backlogOf(*server_) < MaxServerBacklog;
}

} // namespace framescope::tap
