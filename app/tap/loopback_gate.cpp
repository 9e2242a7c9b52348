// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/loopback_gate.h"

#include "tap/client_request.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <array>

namespace framescope::tap {

namespace {

/// More than that at once are not our own client.
constexpr std::size_t MaxGuests = 8;

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

Result<LoopbackGate::Address> LoopbackGate::listen()
{
    for (const auto local : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        if (server_->listen(local)) {
            return Address{server_->serverAddress().toString(), server_->serverPort(), secret_};
        }
    }
    return failure("the tap cannot listen on loopback: " + server_->errorString().toStdString());
}

QTcpSocket* LoopbackGate::takeSocket()
{
    return admitted_ ? admitted_->socket.release() : nullptr;
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
        if (guests_.size() >= MaxGuests) {
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
