// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/speaker.h"

#include "tap/client/client_request.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSocketNotifier>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <netinet/in.h>
#include <sys/socket.h>

namespace framescope::session {

namespace {

/// Most bytes that may wait in QWebSocket for the tap to read them.
constexpr qint64 MaxUnwritten = 1024 * 1024;

/// The local port of a socket that may still be connecting: Qt reports neither its port nor its
/// descriptor then, but has a notifier for it.
quint16 localPortOf(const QWebSocket& socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    const auto* watcher = socket.findChild<QSocketNotifier*>();
    auto* general = reinterpret_cast<sockaddr*>(&address);
    if (!watcher || ::getsockname(static_cast<int>(watcher->socket()), general, &size) != 0) {
        return 0;
    }
    // The port has the same offset in both address families.
    return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

} // namespace

Speaker::Speaker(MessageInbox& inbox, MessageInbox& toSend) : inbox_(inbox), toSend_(toSend) {}

Speaker::~Speaker() = default;

void Speaker::open(const tap::LoopbackGate::Address& address, const QStringList& subprotocols)
{
    if (finished_) {
        return;
    }
    stop();
    connected_ = false;
    leaving_ = false;
    over_ = false;
    socket_ = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    socket_->setProxy(QNetworkProxy::NoProxy);
    socket_->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
    connect(socket_, &QWebSocket::connected, this, &Speaker::connected);
    connect(socket_, &QWebSocket::disconnected, this, &Speaker::disconnected);
    connect(socket_, &QWebSocket::bytesWritten, this, &Speaker::sendMore);
    connect(socket_, &QWebSocket::textMessageReceived, this,
            [this](const QString& text) { passOn({text}); });
    connect(socket_, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray& bytes) { passOn({bytes}); });

    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setHost(address.host);
    url.setPort(address.port);
    url.setPath(QStringLiteral("/"));
    QNetworkRequest request(url);
    request.setRawHeader(QByteArray(tap::SecretHeader.data(), tap::SecretHeader.size()),
                         QByteArray::fromStdString(address.secret));
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(subprotocols);
    socket_->open(request, options);
    if (socket_) {
        emit reaching(localPortOf(*socket_));
    }
}

void Speaker::sendMore()
{
    while (connected_ && socket_ && socket_->bytesToWrite() < MaxUnwritten) {
        if (sent_ == batch_.size()) {
            batch_ = toSend_.take();
            sent_ = 0;
        }
        if (batch_.empty()) {
            return;
        }
        write(std::exchange(batch_[sent_++], {}));
    }
}

void Speaker::leave()
{
    leaving_ = true;
    if (over_) {
        emit left();
    }
}

void Speaker::stop()
{
    over_ = true;
    connected_ = false;
    batch_.clear();
    sent_ = 0;
    toSend_.take();
    if (socket_) {
        socket_->disconnect(this);
        socket_->abort();
        socket_->deleteLater();
        socket_ = nullptr;
    }
}

void Speaker::finish()
{
    stop();
    finished_ = true;
}

/// Any write may report the end of the connection, which deletes the socket.
void Speaker::write(const MessageInbox::Message& message)
{
    if (!socket_) {
        return;
    }
    if (const auto* text = std::get_if<QString>(&message.content)) {
        socket_->sendTextMessage(*text);
    } else {
        socket_->sendBinaryMessage(std::get<QByteArray>(message.content));
    }
    if (socket_) {
        socket_->flush();
    }
}

void Speaker::passOn(MessageInbox::Message message)
{
    if (inbox_.wanted() && inbox_.put(std::move(message))) {
        emit received();
    }
}

void Speaker::connected()
{
    connected_ = true;
    sendMore();
}

void Speaker::disconnected()
{
    const QString text = socket_->errorString();
    stop();
    if (leaving_) {
        emit left();
    } else {
        emit failed(text);
    }
}

} // namespace framescope::session
