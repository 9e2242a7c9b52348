// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/loopback_gate.h"

#include "base/text/clause.h"
#include "tap/client/client_request.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>

#include <algorithm>
#include <array>

#include <linux/filter.h>
#include <sys/socket.h>

namespace framescope::tap {

namespace {

/// Makes the system drop everything sent to a listener except from `address` and `port`.
void admitOnly(int listener, const QHostAddress& address, std::uint16_t port)
{
    const auto equals = [](std::uint16_t size, std::uint32_t at, std::uint32_t value,
                           std::vector<sock_filter>& filter) {
        filter.push_back(BPF_STMT(static_cast<std::uint16_t>(BPF_LD | size | BPF_ABS), at));
        filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, 0));
    };
    constexpr auto Network = static_cast<std::uint32_t>(SKF_NET_OFF);
    std::vector<sock_filter> filter;
    equals(BPF_H, 0, port, filter); // the source port, at the start of the TCP header
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        equals(BPF_W, Network + 12, address.toIPv4Address(), filter);
    } else {
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        for (std::uint32_t i = 0; i < sizeof bytes.c; i += 4) {
            equals(BPF_W, Network + 8 + i, qFromBigEndian<std::uint32_t>(bytes.c + i), filter);
        }
    }
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, UINT32_MAX));
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    ::setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
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
    connect(server_, &QTcpServer::newConnection, this, &LoopbackGate::welcome);
}

LoopbackGate::~LoopbackGate()
{
    sendGuestsAway();
}

Result<LoopbackGate::Address> LoopbackGate::listen(int backlog)
{
    server_->setListenBacklogSize(backlog);
    for (const auto local : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        if (server_->listen(local)) {
            server_->pauseAccepting();
            return Address{server_->serverAddress().toString(), server_->serverPort(), secret_};
        }
    }
    return failure("the tap cannot listen on loopback: " +
                   asClause(server_->errorString().toStdString()));
}

void LoopbackGate::expect(std::uint16_t port)
{
    port_ = port;
    admitOnly(static_cast<int>(server_->socketDescriptor()), server_->serverAddress(), port);
    server_->resumeAccepting();
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
        if (guest->socket->peerPort() != port_ ||
            guest->socket->peerAddress() != server_->serverAddress()) {
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

/// Disconnects each socket from its slots first, since destroying it emits `disconnected`.
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
