// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo_server.h"

#include "scenario/demo_certificate.h"
#include "scenario/demo_connection.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

namespace framescope::scenario {

/// Accepts connections, up to a number that keeps the process within its file descriptors.
class DemoServer::Listener final : public QTcpServer
{
public:
    static constexpr int MostConnections = 500;

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
    int connectionCount() const { return connections_; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* secureSocket = configuration_ ? new QSslSocket : nullptr;
        QTcpSocket* socket = secureSocket ? secureSocket : new QTcpSocket;
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        auto* connection = new DemoConnection(socket, url().toStdString(), this);
        connect(connection, &QObject::destroyed, this, [this] { connectionEnded(); });
        if (++connections_ == MostConnections) {
            pauseAccepting();
        }
        if (secureSocket) {
            secureSocket->setSslConfiguration(*configuration_);
            secureSocket->startServerEncryption();
        }
    }

private:
    void connectionEnded()
    {
        if (connections_-- == MostConnections) {
            resumeAccepting();
        }
    }

    std::optional<QSslConfiguration> configuration_;
    QByteArray certificate_;
    int connections_ = 0;
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
        return failure("cannot listen: " + listener->errorString().toStdString(),
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
