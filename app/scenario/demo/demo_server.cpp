// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_server.h"

#include "base/text/clause.h"
#include "scenario/demo/demo_certificate.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace framescope::scenario {

namespace {

constexpr std::size_t MostConnections = 500;
constexpr std::chrono::milliseconds AcceptAgain{50};

} // namespace

DemoServer::DemoServer(QObject* parent) : QTcpServer(parent)
{
    // Emitted when no file descriptors are left.
    connect(this, &QTcpServer::acceptError, this, [this] {
        makeRoom();
        QTimer::singleShot(AcceptAgain, this, [this] {
            if (isListening()) {
                resumeAccepting();
            }
        });
    });
}

DemoServer::~DemoServer()
{
    stop();
}

Result<std::uint16_t> DemoServer::start(std::uint16_t port, bool tls, const QHostAddress& address)
{
    if (tls) {
        if (const auto secured = secure(); !secured) {
            return tl::unexpected(secured.error());
        }
    }
    if (!listen(address, port)) {
        const auto failed = failure("cannot listen: " + asClause(errorString().toStdString()),
                                    address.toString().toStdString() + ":" + std::to_string(port),
                                    port == 0 ? "" : "choose another port");
        stop();
        return failed;
    }
    return serverPort();
}

void DemoServer::stop()
{
    close();
    qDeleteAll(findChildren<DemoConnection*>());
    configuration_.reset();
    certificate_.clear();
}

QString DemoServer::url() const
{
    if (!isListening()) {
        return {};
    }
    const QString address = serverAddress().toString();
    const bool v6 = serverAddress().protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("%1://%2:%3")
        .arg(configuration_ ? QStringLiteral("wss") : QStringLiteral("ws"),
             v6 ? '[' + address + ']' : address)
        .arg(serverPort());
}

void DemoServer::incomingConnection(qintptr descriptor)
{
    auto* secureSocket = configuration_ ? new QSslSocket : nullptr;
    QTcpSocket* socket = secureSocket ? secureSocket : new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    if (connections_.size() == MostConnections) {
        makeRoom();
    }
    auto* connection = new DemoConnection(socket, url().toStdString(), memory_, this);
    connect(connection, &QObject::destroyed, this,
            [this, connection] { std::erase(connections_, connection); });
    connections_.push_back(connection);
    if (secureSocket) {
        secureSocket->setSslConfiguration(*configuration_);
        secureSocket->startServerEncryption();
    }
}

Result<void> DemoServer::secure()
{
    if (!QSslSocket::supportsSsl()) {
        return failure("Qt's TLS backend is not installed");
    }
    const auto made = makeDemoCertificate();
    if (!made) {
        return tl::unexpected(made.error());
    }
    certificate_ = made->certificate;
    configuration_ = QSslConfiguration::defaultConfiguration();
    configuration_->setLocalCertificate(QSslCertificate(made->certificate));
    configuration_->setPrivateKey(QSslKey(made->key, QSsl::Ec));
    configuration_->setPeerVerifyMode(QSslSocket::VerifyNone);
    return {};
}

/// Ends a connection without a request, or else the one that was idle for longest.
void DemoServer::makeRoom()
{
    const auto spared =
        std::ranges::min_element(connections_, {}, [](const DemoConnection* connection) {
            return std::pair(connection->hasAsked(), connection->lastHeard());
        });
    if (spared != connections_.end()) {
        DemoConnection* connection = *spared;
        connections_.erase(spared);
        connection->reset();
    }
}

} // namespace framescope::scenario
