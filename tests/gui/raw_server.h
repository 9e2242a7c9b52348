// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/handshake.h"
#include "wire/http/http_head.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslServer>
#include <QString>
#include <QTcpSocket>

#include <functional>
#include <optional>
#include <utility>

namespace framescope::test {

// A server that answers each request head with the bytes of a function, and notes what comes then.
// It speaks TLS if it has a configuration.
class RawServer : public QObject
{
public:
    using Answer = std::function<QByteArray(const wire::HttpHead& request)>;

    explicit RawServer(Answer answer, const std::optional<QSslConfiguration>& tls = {})
        : answer_(std::move(answer)), secure_(tls.has_value())
    {
        if (tls) {
            auto* server = new QSslServer(this);
            server->setSslConfiguration(*tls);
            server_ = server;
        } else {
            server_ = new QTcpServer(this);
        }
        connect(server_, &QTcpServer::pendingConnectionAvailable, this, &RawServer::take);
        if (!server_->listen(QHostAddress::LocalHost)) {
            qFatal("no port");
        }
    }

    // The response that a server must send (RFC 6455 4.2.2).
    static QByteArray accept(const wire::HttpHead& request)
    {
        const std::string* key = request.find("Sec-WebSocket-Key");
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               QByteArray::fromStdString(wire::acceptKey(key ? *key : "")) + "\r\n\r\n";
    }

    QString url(const QString& path = QStringLiteral("/")) const
    {
        return QStringLiteral("%1://127.0.0.1:%2%3")
            .arg(secure_ ? QStringLiteral("wss") : QStringLiteral("ws"))
            .arg(server_->serverPort())
            .arg(path);
    }
    // What came after the head on the newest connection.
    const QByteArray& received() const { return received_; }
    void send(const QByteArray& bytes)
    {
        socket_->write(bytes);
        socket_->flush();
    }
    bool isConnected() const { return socket_ && socket_->state() == QTcpSocket::ConnectedState; }
    QTcpSocket::SocketError error() const { return error_; }

private:
    void take()
    {
        socket_ = server_->nextPendingConnection();
        if (!socket_) {
            return;
        }
        received_.clear();
        error_ = QTcpSocket::UnknownSocketError;
        head_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Request);
        connect(socket_, &QIODevice::readyRead, this, &RawServer::read);
        connect(socket_, &QAbstractSocket::errorOccurred, this,
                [this](QTcpSocket::SocketError error) { error_ = error; });
        read();
    }

    void read()
    {
        const QByteArray bytes = socket_->readAll();
        const bool answered = head_.state() == wire::HttpHeadReader::State::Complete;
        const std::size_t used =
            head_.feed({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                        static_cast<std::size_t>(bytes.size())});
        received_ += bytes.mid(static_cast<qsizetype>(used));
        if (!answered && head_.state() == wire::HttpHeadReader::State::Complete) {
            send(answer_(head_.head()));
        }
    }

    Answer answer_;
    bool secure_;
    QTcpServer* server_;
    QPointer<QTcpSocket> socket_;
    wire::HttpHeadReader head_{wire::HttpHeadReader::Expect::Request};
    QByteArray received_;
    QTcpSocket::SocketError error_ = QTcpSocket::UnknownSocketError;
};

} // namespace framescope::test
