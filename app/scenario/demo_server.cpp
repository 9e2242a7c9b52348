// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo_server.h"

#include "base/text/clause.h"
#include "scenario/demo_certificate.h"
#include "scenario/demo_connection.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace framescope::scenario {

/// Accepts as many connections as file descriptors allow. Then a new client replaces one that has
/// sent no request, or else the one that was idle for longest.
class DemoServer::Listener final : public QTcpServer
{
public:
    static constexpr std::size_t MostConnections = 500;
    static constexpr std::chrono::milliseconds AcceptAgain{50};

    Listener()
    {
        // No file descriptors were left.
        connect(this, &QTcpServer::acceptError, this, [this] {
            makeRoom();
            QTimer::singleShot(AcceptAgain, this, &QTcpServer::resumeAccepting);
        });
    }

    ~Listener() override { qDeleteAll(findChildren<DemoConnection*>()); }

    Result<void> secure()
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

    QString url() const
    {
        const QString host = serverAddress().protocol() == QAbstractSocket::IPv6Protocol
                                 ? '[' + serverAddress().toString() + ']'
                                 : serverAddress().toString();
        return QStringLiteral("%1://%2:%3")
            .arg(configuration_ ? QStringLiteral("wss") : QStringLiteral("ws"), host)
            .arg(serverPort());
    }

    const QByteArray& certificate() const { return certificate_; }
    int connectionCount() const { return static_cast<int>(connections_.size()); }

protected:
    void incomingConnection(qintptr descriptor) override
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

private:
    /// Ends the least useful connection.
    void makeRoom()
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

    std::optional<QSslConfiguration> configuration_;
    QByteArray certificate_;
    DemoMemory memory_;
    std::vector<DemoConnection*> connections_; ///< those that are not ending
};

DemoServer::DemoServer(QObject* parent) : QObject(parent) {}

DemoServer::~DemoServer() = default;

Result<std::uint16_t> DemoServer::start(std::uint16_t port, bool tls, const QHostAddress& address)
{
    auto listener = std::make_unique<Listener>();
    if (tls) {
        if (const auto secured = listener->secure(); !secured) {
            return tl::unexpected(secured.error());
        }
    }
    if (!listener->listen(address, port)) {
        return failure("cannot listen: " + asClause(listener->errorString().toStdString()),
                       address.toString().toStdString() + ":" + std::to_string(port),
                       port == 0 ? "" : "choose another port");
    }
    listener_ = std::move(listener);
    return listener_->serverPort();
}

void DemoServer::stop()
{
    listener_.reset();
}

QString DemoServer::url() const
{
    return listener_ ? listener_->url() : QString();
}

QByteArray DemoServer::certificate() const
{
    return listener_ ? listener_->certificate() : QByteArray();
}

int DemoServer::connectionCount() const
{
    return listener_ ? listener_->connectionCount() : 0;
}

} // namespace framescope::scenario
