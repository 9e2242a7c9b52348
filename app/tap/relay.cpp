// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/relay.h"

#include "tap/client_request.h"
#include "tap/tcp_ending.h"
#include "tap/tls_failure.h"
#include "wire/frame_encoder.h"

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

QString seconds(std::chrono::milliseconds time)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(time.count()) / 1000);
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
        outbox_->backlog = static_cast<std::uint64_t>(backlogOf(*server_));
        if (latestPing_ || (client_ && client_->bytesAvailable() > 0)) {
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
            record(live_.streamEnded(conn_, Direction::Out, StreamEnd::Fin));
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
    } else if (response_.head().status / 100 == 1) {
        response_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Response);
        takeResponse(bytes);
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
    if (target_.strict && close.failureCode && !sent_.seen()) {
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
        takeOutbox();
        flushToServer();
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

void Relay::sendToServer(ByteView bytes)
{
    if (serverGone_ || phase_ == Phase::Ended ||
        !record(live_.append(conn_, Direction::Out, now(), bytes))) {
        return;
    }
    server_->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    server_->flush();
    outbox_->backlog = static_cast<std::uint64_t>(backlogOf(*server_));
}

void Relay::flushToServer()
{
    outbox_->passed = outgoing_.passed();
    if (outgoing_.output().empty()) {
        return;
    }
    sendToServer(outgoing_.output());
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

/// A Close frame has crossed: from now on each side has `closeTimeout` for its next step.
void Relay::enterClosing()
{
    if (phase_ == Phase::Ended) {
        return;
    }
    deadline_.start(target_.closeTimeout);
    if (phase_ != Phase::Closing) {
        phase_ = Phase::Closing;
        emit closing();
    }
}

void Relay::deadlinePassed()
{
    const QString time =
        seconds(phase_ == Phase::Closing ? target_.closeTimeout : target_.upgradeTimeout);
    switch (phase_) {
    case Phase::Connecting:
        giveUp(QStringLiteral("QWebSocket did not reach the tap within %1")
                   .arg(seconds(target_.connectTimeout)));
        break;
    case Phase::AwaitingResponse:
        recordError("http", QStringLiteral("no response within %1").arg(time));
        endOurselves(nlohmann::json::object());
        break;
    case Phase::ReadingRefusal:
        endOurselves({{"text", ("the body did not end within " + time).toStdString()}});
        break;
    case Phase::Closing:
        endOurselves({{"text", ((closeReceived_ ? "the server did not end TCP within "
                                                : "the server did not answer Close within ") +
                                time)
                                   .toStdString()}});
        break;
    default:
        break;
    }
}

void Relay::giveUp(const QString& text)
{
    if (phase_ == Phase::Connecting && !serverReady_) {
        connector_.giveUp(text);
        connectingFailed();
        return;
    }
    recordError("http", text);
    endOurselves(nlohmann::json::object());
}

void Relay::clientFailed(const QString& text)
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (!clientReady_) {
        giveUp(QStringLiteral("the client did not reach the tap: %1").arg(text));
        return;
    }
    recordBehaviour("QWebSocket failed, the recording goes on: " + text.toStdString());
    clientGone();
}

void Relay::clientGone()
{
    if (!client_ || phase_ == Phase::Ended) {
        return;
    }
    client_->disconnect(this);
    client_->abort();
    client_.release()->deleteLater();
    if (outgoing_.midFrame()) {
        recordError("websocket", QStringLiteral("QWebSocket ended inside a frame"));
        abort();
        return;
    }
    outgoing_.clientGone();
    takeOutbox();
    flushToServer();
    pump();
}

void Relay::abort()
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (!server_) {
        giveUp(QStringLiteral("given up before the connection was open"));
        return;
    }
    if (serverGone_) {
        peerEnded();
        return;
    }
    server_->disconnect(this);
    endWithReset(*server_, descriptor_);
    record(live_.streamEnded(conn_, Direction::Out, recording::StreamEnd::Reset));
    finish(nlohmann::json::object());
}

/// The server ended TCP, and all that came before has been taken.
void Relay::peerEnded()
{
    using recording::StreamEnd;
    nlohmann::json detail = nlohmann::json::object();
    if (const qint64 unsent = backlogOf(*server_); unsent > 0) {
        detail["unsent"] = unsent;
    }
    server_->disconnect(this);
    const StreamEnd how = endAfterPeer(*server_, descriptor_);
    if (!lastWords_.tlsError().isEmpty()) {
        recordError("tls", tlsFailure(lastWords_.tlsError()));
    }
    if (target_.secure && how == StreamEnd::Fin && !lastWords_.closeNotified()) {
        detail["tls"] = "ended without close_notify";
    }
    record(live_.streamEnded(conn_, Direction::In, how));
    if (how == StreamEnd::Fin) {
        record(live_.streamEnded(conn_, Direction::Out, StreamEnd::Fin));
    }
    finish(std::move(detail));
}

/// Our side ends TCP, in order if that is possible.
void Relay::endOurselves(nlohmann::json detail)
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (serverGone_) {
        peerEnded();
        return;
    }
    if (const qint64 unsent = backlogOf(*server_); unsent > 0) {
        detail["unsent"] = unsent;
    }
    server_->disconnect(this);
    const recording::StreamEnd how = endInOrder(*server_, descriptor_);
    record(live_.streamEnded(conn_, Direction::Out, how));
    finish(std::move(detail));
}

void Relay::finish(nlohmann::json detail)
{
    if (phase_ == Phase::Ended) {
        return;
    }
    phase_ = Phase::Ended;
    deadline_.stop();
    record(live_.closed(conn_, detail));
    releaseClient();
    emit ended();
}

/// Lets the client have what was written for it; the socket outlives the relay for that.
void Relay::releaseClient()
{
    if (!client_) {
        return;
    }
    QTcpSocket* client = client_.release();
    client->disconnect(this);
    client->setParent(parent());
    connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
    client->disconnectFromHost();
    if (client->state() == QAbstractSocket::UnconnectedState) {
        client->deleteLater();
    }
}

void Relay::recordError(std::string_view layer, const QString& text)
{
    record(live_.event(conn_, "error", {{"layer", layer}, {"text", text.toStdString()}}));
}

void Relay::recordBehaviour(const std::string& text)
{
    record(live_.event(conn_, "behaviour", {{"text", text}}));
}

/// False where it could not be written: then the connection is dropped.
bool Relay::record(const Result<void>& result)
{
    if (result) {
        return true;
    }
    const bool first = !std::exchange(recordingFailed_, true);
    const bool ends = std::exchange(phase_, Phase::Ended) != Phase::Ended;
    if (ends) {
        deadline_.stop();
        if (server_) {
            server_->disconnect(this);
            endWithReset(*server_, descriptor_);
        }
        releaseClient();
    }
    if (first) {
        emit recordingFailed(QString::fromStdString(result.error().message()));
    }
    if (ends) {
        emit ended();
    }
    return false;
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
