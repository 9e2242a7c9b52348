// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/relay.h"

#include "connection/request_head.h"
#include "tap/client/client_request.h"
#include "tap/client/seconds_text.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QTcpSocket>

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::tap {

namespace {

constexpr std::size_t ReadSize = 256 * 1024;
/// Size of Qt's read buffer for the client, in bytes.
constexpr qint64 ClientReadAhead = 4 * 1024 * 1024;
/// Most bytes that may wait for QWebSocket to read them.
constexpr qint64 MaxClientBacklog = 8 * 1024 * 1024;

void write(QTcpSocket& socket, ByteView bytes)
{
    socket.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

/// A Sec-WebSocket-Key: the base64 of 16 random bytes.
std::string newKey()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words)
        .toBase64()
        .toStdString();
}

} // namespace

Relay::Relay(std::unique_ptr<Sink> sink, connection::Target target, std::shared_ptr<Outbox> outbox,
             QObject* parent)
    : QObject(parent), sink_(std::move(sink)), target_(std::move(target)),
      outbox_(std::move(outbox)), connector_(*sink_, target_), control_(*sink_, outbox_, target_)
{
    deadline_.setSingleShot(true);
    deadline_.setTimerType(Qt::PreciseTimer); // what is told of it is compared with the recording
    connect(&deadline_, &QTimer::timeout, this, &Relay::deadlinePassed);
    connect(&gate_, &LoopbackGate::admitted, this, &Relay::clientAdmitted);
    connect(&connector_, &Connector::connected, this, &Relay::serverConnected);
    connect(&connector_, &Connector::failed, this, [this] { finish({}, {}); });
    connect(&connector_, &Connector::certificateRejected, this, &Relay::certificateRejected);
    connect(&control_, &ControlPlane::deadline, this, [this](std::chrono::milliseconds time) {
        time.count() > 0 ? deadline_.start(time) : deadline_.stop();
    });
    connect(&control_, &ControlPlane::opened, this, &Relay::open);
    connect(&control_, &ControlPlane::closing, this, &Relay::closing);
    connect(&control_, &ControlPlane::canSendAgain, this, &Relay::canSendAgain);
    connect(&control_, &ControlPlane::ending, this, &Relay::end);
    connect(&control_, &ControlPlane::cutting, this,
            [this](Cut how, const Closed& why) { how == Cut::Fin ? end(why) : reset(why); });
    connect(&control_, &ControlPlane::later, this, &Relay::later);
    connect(&control_, &ControlPlane::sinkFailed, this, &Relay::drop);
}

Relay::~Relay()
{
    if (client_) {
        client_->disconnect(this);
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

void Relay::startWithoutClient()
{
    isAlone_ = true;
    connector_.start();
}

void Relay::expectClient(std::uint16_t port)
{
    if (!control_.isOver()) {
        gate_.expect(port);
    }
}

void Relay::clientAdmitted()
{
    client_ = gate_.takeSocket();
    client_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    client_->setReadBufferSize(ClientReadAhead);
    connect(client_.get(), &QIODevice::readyRead, this, &Relay::pump);
    connect(client_.get(), &QIODevice::bytesWritten, this, [this] {
        if (server_ && (!server_->isUp() || server_->hasUnread())) {
            pump();
        }
    });
    connect(client_.get(), &QAbstractSocket::disconnected, this, &Relay::clientGone);
    sendRequest();
}

void Relay::serverConnected()
{
    server_ = connector_.takeLink();
    connect(server_.get(), &ServerLink::readable, this, &Relay::pump);
    connect(server_.get(), &ServerLink::written, this, [this] {
        control_.tellBacklog();
        if (control_.isWaiting() || (client_ && client_->bytesAvailable() > 0)) {
            pump();
        }
    });
    connect(server_.get(), &ServerLink::ended, this, [this] {
        const Closed why = control_.closed({});
        finish(server_->endAfterServer(), why);
    });
    if (!knowsRequest()) {
        deadline_.start(target_.connectTimeout);
    }
    sendRequest();
}

void Relay::sendRequest()
{
    if (knowsRequest() && server_ && !control_.isStarted()) {
        control_.start(*server_, isAlone_ ? connection::requestHead(target_, newKey())
                                          : serverRequest(gate_.request(), target_));
        pump();
    }
}

/// Moves data in both directions until there is none or no room.
void Relay::pump()
{
    if (pump_ != Pump::Idle) {
        pump_ = Pump::Again;
        return;
    }
    bool progress = false;
    do {
        pump_ = Pump::Running;
        progress = pumpOnce() || progress;
    } while (pump_ == Pump::Again && !control_.isOver());
    pump_ = Pump::Idle;
    if (control_.isStarted() && !control_.isOver()) {
        server_->settle(progress);
    }
}

/// Moves data once. Returns whether the server has sent any.
bool Relay::pumpOnce()
{
    std::array<std::uint8_t, ReadSize> buffer;
    control_.sendWaiting();
    while (client_ && control_.takesFromClient()) {
        const qint64 count =
            client_->read(reinterpret_cast<char*>(buffer.data()), static_cast<qint64>(ReadSize));
        if (count <= 0) {
            break;
        }
        control_.fromClient(ByteView(buffer).first(static_cast<std::size_t>(count)));
    }
    bool progress = false;
    while (control_.readsFromServer() && clientHasRoom()) {
        const std::size_t count =
            server_->read(MutableByteView(buffer).first(control_.pieceSize()));
        if (count == 0) {
            break;
        }
        progress = true;
        control_.fromServer(ByteView(buffer).first(count));
        if (client_ && !control_.toClient().empty()) {
            write(*client_, control_.toClient());
            client_->flush();
        }
        control_.taken();
    }
    return progress;
}

bool Relay::clientHasRoom() const
{
    return !client_ || client_->bytesToWrite() < MaxClientBacklog;
}

void Relay::open()
{
    if (client_) {
        write(*client_, asBytes(clientResponse(gate_.request(), control_.handshake())));
    }
    emit opened();
}

void Relay::deadlinePassed()
{
    if (control_.isStarted()) {
        control_.deadlinePassed();
    } else {
        giveUp(QString::fromStdString("QWebSocket did not reach the tap within " +
                                      secondsText(target_.connectTimeout)));
    }
}

void Relay::wake()
{
    if (control_.isOpen()) {
        pump();
        if (outbox_->closeAsked()) {
            control_.closeAsked();
        }
    } else if (!control_.isOver() && std::ranges::any_of(outbox_->take(), &DirectItem::isClose)) {
        giveUp(QStringLiteral("given up by the client before the connection was open"));
    }
}

void Relay::giveUp(const QString& text)
{
    if (server_) {
        control_.fail("http", text.toStdString());
    } else {
        connector_.giveUp(text);
        finish({}, {});
    }
}

void Relay::clientFailed(const QString& text)
{
    if (control_.isOver()) {
        return;
    }
    if (!gate_.hasAdmitted()) {
        giveUp(QStringLiteral("the client did not reach the tap: %1").arg(text));
        return;
    }
    control_.tell(Behaviour{"QWebSocket failed, the recording goes on: " + text.toStdString()});
    clientGone();
}

void Relay::clientGone()
{
    if (!client_ || control_.isOver()) {
        return;
    }
    client_->disconnect(this);
    client_->abort();
    client_.release()->deleteLater();
    if (control_.clientGone()) {
        pump();
    } else {
        abort();
    }
}

void Relay::abort()
{
    if (control_.isOver()) {
        return;
    }
    if (!server_) {
        giveUp(QStringLiteral("given up by the client before the connection was open"));
    } else {
        reset({});
    }
}

void Relay::setBehaviours(const connection::Behaviours& behaviours)
{
    target_.behaviours = behaviours;
    control_.behavioursChanged();
}

void Relay::commit(const connection::Misdeed& misdeed)
{
    control_.commit(misdeed);
}

void Relay::cancelSending(std::uint64_t number)
{
    control_.cancelSending(number);
    pump();
}

void Relay::later(std::chrono::milliseconds time, const std::function<void()>& then)
{
    QTimer::singleShot(time, &control_, [this, then] {
        if (!control_.isOver()) {
            then();
            pump();
        }
    });
}

/// Ends TCP from our side, in order if that is possible.
void Relay::end(const Closed& why)
{
    if (!server_->isUp()) {
        server_->awaitEnd();
        return;
    }
    const Closed closed = control_.closed(why);
    finish(server_->endInOrder(), closed);
}

void Relay::reset(const Closed& why)
{
    if (!server_->isUp()) {
        server_->awaitEnd();
        return;
    }
    const Closed closed = control_.closed(why);
    finish(server_->endWithReset(), closed);
}

void Relay::finish(const TcpEnding& ending, Closed why)
{
    if (control_.isOver()) {
        return;
    }
    control_.stop();
    deadline_.stop();
    if (ending.failure) {
        sink_->tell(*ending.failure);
    }
    for (const StreamEnded& stream : ending.streams) {
        sink_->tell(stream);
    }
    why.tls = ending.tls;
    sink_->tell(why);
    releaseClient();
    emit ended();
}

void Relay::drop()
{
    deadline_.stop();
    if (server_) {
        server_->endWithReset();
    }
    releaseClient();
    emit ended();
}

/// Lets the client's socket send its remaining data; for that it outlives the relay.
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

} // namespace framescope::tap
