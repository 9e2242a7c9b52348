// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/loopback_gate.h"

#include "base/clause.h"
#include "tap/client/client_request.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>

#include <netinet/in.h>
#include <sys/socket.h>

namespace framescope::tap {

namespace {

/// What the system keeps for us to take; beyond it our own client would have to try again.
constexpr int Backlog = 4096;

struct SocketAddress
{
    QHostAddress host;
    quint16 port = 0;
    friend bool operator==(const SocketAddress&, const SocketAddress&) = default;
};

/// What getsockname or getpeername tells of a descriptor; port 0 where that is no TCP socket.
SocketAddress addressOf(int descriptor, int (*ask)(int, sockaddr*, socklen_t*))
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto* general = reinterpret_cast<sockaddr*>(&storage);
    if (ask(descriptor, general, &size) != 0) {
        return {};
    }
    if (storage.ss_family == AF_INET) {
        return {QHostAddress(general), ntohs(reinterpret_cast<sockaddr_in&>(storage).sin_port)};
    }
    if (storage.ss_family == AF_INET6) {
        return {QHostAddress(general), ntohs(reinterpret_cast<sockaddr_in6&>(storage).sin6_port)};
    }
    return {};
}

/// Whether this process has the other end of an accepted loopback connection. Its socket exists
/// before it connects, so this is certain whenever it is asked.
bool isOfThisProcess(const QTcpSocket& accepted)
{
    const SocketAddress there{accepted.peerAddress(), accepted.peerPort()};
    const SocketAddress here{accepted.localAddress(), accepted.localPort()};
    std::error_code error;
    std::filesystem::directory_iterator entries("/proc/self/fd", error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        const std::string name = entries->path().filename().string();
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        if (addressOf(descriptor, ::getsockname) == there &&
            addressOf(descriptor, ::getpeername) == here) {
            return true;
        }
    }
    return false;
}

std::string newSecret()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char*>(random.data()), sizeof random);
    return bytes.toHex().toStdString();
}

} // namespace

struct LoopbackGate::Guest
{
    std::unique_ptr<QTcpSocket> socket;
    wire::HttpHeadReader reader{wire::HttpHeadReader::Expect::Request};
};

LoopbackGate::LoopbackGate(QObject* parent)
    : QObject(parent), server_(new QTcpServer(this)), secret_(newSecret())
{
    server_->setProxy(QNetworkProxy::NoProxy);
    server_->setListenBacklogSize(Backlog);
    connect(server_, &QTcpServer::newConnection, this, &LoopbackGate::welcome);
}

LoopbackGate::~LoopbackGate()
{
    sendGuestsAway();
}

Result<LoopbackGate::Address> LoopbackGate::listen()
{
    for (const auto local : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        if (server_->listen(local)) {
            return Address{server_->serverAddress().toString(), server_->serverPort(), secret_};
        }
    }
    return failure("the tap cannot listen on loopback: " +
                   asClause(server_->errorString().toStdString()));
}

std::unique_ptr<QTcpSocket> LoopbackGate::takeSocket()
{
    return std::move(admitted_->socket);
}

const wire::HttpHead& LoopbackGate::request() const
{
    return admitted_->reader.head();
}

void LoopbackGate::welcome()
{
    while (server_->hasPendingConnections()) {
        auto guest = std::make_unique<Guest>();
        guest->socket.reset(server_->nextPendingConnection());
        guest->socket->setParent(nullptr);
        if (!isOfThisProcess(*guest->socket)) {
            continue;
        }
        Guest& at = *guests_.emplace_back(std::move(guest));
        connect(at.socket.get(), &QTcpSocket::readyRead, this, [this, &at] { listenTo(at); });
        connect(at.socket.get(), &QTcpSocket::disconnected, this, [this, &at] { dismiss(at); });
        if (at.socket->bytesAvailable() > 0) {
            listenTo(at);
        }
    }
}

void LoopbackGate::listenTo(Guest& guest)
{
    using State = wire::HttpHeadReader::State;
    while (guest.reader.state() == State::NeedMore && guest.socket->bytesAvailable() > 0) {
        const QByteArray ahead = guest.socket->peek(4096);
        const std::size_t used = guest.reader.feed(
            asBytes(std::string_view(ahead.data(), static_cast<std::size_t>(ahead.size()))));
        guest.socket->skip(static_cast<qint64>(used));
    }
    if (guest.reader.state() == State::NeedMore) {
        return;
    }
    if (guest.reader.state() != State::Complete || !tellsSecret(guest.reader.head(), secret_)) {
        dismiss(guest);
        return;
    }
    guest.socket->disconnect(this);
    server_->close();
    const auto it = std::ranges::find(guests_, &guest, &std::unique_ptr<Guest>::get);
    admitted_ = std::move(*it);
    sendGuestsAway();
    emit admitted();
}

/// A socket that is destroyed says that it was disconnected: nobody may listen by then.
void LoopbackGate::sendGuestsAway()
{
    std::erase(guests_, nullptr);
    for (const auto& guest : guests_) {
        guest->socket->disconnect(this);
    }
    guests_.clear();
}

void LoopbackGate::dismiss(Guest& guest)
{
    guest.socket->disconnect(this);
    guest.socket->abort();
    guest.socket.release()->deleteLater();
    std::erase_if(guests_, [&guest](const auto& other) { return other.get() == &guest; });
}

} // namespace framescope::tap
