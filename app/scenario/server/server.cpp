// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/server.h"

#include "base/text/clause.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace framescope::scenario {

namespace {

constexpr std::chrono::milliseconds AcceptAgain{50};
constexpr int Backlog = 1024; ///< clients that wait to be accepted

} // namespace

Server::Server(MakeHandler makeHandler, QObject* parent)
    : QTcpServer(parent), makeHandler_(std::move(makeHandler))
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

Server::~Server()
{
    stop();
}

Result<std::uint16_t> Server::start(const Options& options)
{
    if (options.tls) {
        if (const auto secured = secure(options); !secured) {
            return tl::unexpected(secured.error());
        }
    }
    poller_.emplace();
    mostConnections_ = options.mostConnections;
    recording_ = options.recording;
    setListenBacklogSize(Backlog);
    if (!listen(options.address, options.port)) {
        const auto failed =
            failure("cannot listen: " + asClause(errorString().toStdString()),
                    options.address.toString().toStdString() + ":" + std::to_string(options.port),
                    options.port == 0 ? "" : "choose another port");
        stop();
        return failed;
    }
    return serverPort();
}

void Server::stop()
{
    close();
    qDeleteAll(findChildren<ServerConnection*>());
    tls_.reset();
    recording_.reset();
    certificate_.clear();
}

QString Server::url() const
{
    if (!isListening()) {
        return {};
    }
    const QString address = serverAddress().toString();
    const bool v6 = serverAddress().protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("%1://%2:%3")
        .arg(tls_ ? QStringLiteral("wss") : QStringLiteral("ws"),
             v6 ? '[' + address + ']' : address)
        .arg(serverPort());
}

void Server::incomingConnection(qintptr descriptor)
{
    if (connections_.size() == mostConnections_) {
        makeRoom();
    }
    auto* connection = new ServerConnection(static_cast<int>(descriptor), *poller_, tls_,
                                            recording_, memory_, this);
    connection->setHandler(makeHandler_(*connection));
    connect(connection, &QObject::destroyed, this,
            [this, connection] { std::erase(connections_, connection); });
    connections_.push_back(connection);
}

Result<void> Server::secure(const Options& options)
{
    const auto certificate =
        options.certificate ? Result<Certificate>(*options.certificate) : makeCertificate();
    if (!certificate) {
        return tl::unexpected(certificate.error());
    }
    const auto context = Tls::contextFor(*certificate);
    if (!context) {
        return tl::unexpected(context.error());
    }
    tls_ = *context;
    certificate_ = certificate->certificate;
    return {};
}

/// Ends a connection without a request, or else the one that was idle for longest.
void Server::makeRoom()
{
    const auto spared =
        std::ranges::min_element(connections_, {}, [](const ServerConnection* connection) {
            return std::pair(connection->hasAsked(), connection->lastHeard());
        });
    if (spared != connections_.end()) {
        ServerConnection* connection = *spared;
        connections_.erase(spared);
        connection->reset();
    }
}

} // namespace framescope::scenario
