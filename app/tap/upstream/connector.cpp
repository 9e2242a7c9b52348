// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/connector.h"

#include "base/clause.h"
#include "redaction/secrets.h"
#include "tap/upstream/connecting_detail.h"
#include "tap/upstream/endpoints.h"
#include "tap/upstream/name_lookup.h"
#include "tap/upstream/proxy_handshake.h"
#include "tap/upstream/tls_handshake.h"
#include "timeline/decode/live_capture.h"

#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpSocket>

#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

namespace framescope::tap {

namespace {

double milliseconds(const QElapsedTimer& since)
{
    return static_cast<double>(since.nsecsElapsed()) / 1e6;
}

QString errorOf(const QTcpSocket& socket)
{
    return QString::fromStdString(asClause(socket.errorString().toStdString()));
}

} // namespace

Connector::Connector(timeline::LiveCapture& live, ConnectionId conn, const Target& target,
                     QObject* parent)
    : QObject(parent), live_(live), conn_(conn), target_(target),
      attempts_(std::make_unique<nlohmann::json>(nlohmann::json::array()))
{
    timeout_.setSingleShot(true);
    addressTimeout_.setSingleShot(true);
    connect(&timeout_, &QTimer::timeout, this,
            [this] { refusal_ ? endRefusal() : fail(layer_.toStdString(), timeoutText()); });
    connect(&addressTimeout_, &QTimer::timeout, this,
            [this] { addressFailed(QStringLiteral("no answer")); });
}

Connector::~Connector()
{
    stop();
}

void Connector::start()
{
    std::ignore = live_.event(conn_, "connecting", connectingDetail(target_));
    timeout_.start(target_.connectTimeout);
    resolve();
}

void Connector::giveUp(const QString& text)
{
    recordError(layer_.toStdString(), text, nlohmann::json::object());
    stop();
}

std::unique_ptr<QTcpSocket> Connector::takeSocket()
{
    return std::move(socket_);
}

void Connector::resolve()
{
    since_.start();
    QHostAddress literal;
    if (literal.setAddress(peerHost())) {
        addressesKnown({literal});
        return;
    }
    lookup_ = std::make_unique<NameLookup>();
    connect(lookup_.get(), &NameLookup::finished, this, &Connector::takeAddresses);
    lookup_->start(peerHost());
}

void Connector::takeAddresses(const QList<QHostAddress>& addresses, const QString& text)
{
    if (addresses.isEmpty()) {
        fail("dns", QStringLiteral("there is no address for %1: %2").arg(peerName(), text),
             {{"host", peerHost().toStdString()}, {"ms", milliseconds(since_)}});
        return;
    }
    addressesKnown(addresses);
}

void Connector::addressesKnown(const QList<QHostAddress>& addresses)
{
    nlohmann::json list = nlohmann::json::array();
    for (const QHostAddress& address : addresses) {
        list.push_back(address.toString().toStdString());
    }
    nlohmann::json detail{{"host", peerHost().toStdString()},
                          {"addresses", std::move(list)},
                          {"ms", milliseconds(since_)}};
    if (target_.proxy) {
        detail["proxy"] = proxyUrl(*target_.proxy);
    }
    std::ignore = live_.event(conn_, "resolved", detail);
    addresses_ = addresses;
    layer_ = QStringLiteral("tcp");
    since_.start();
    tryNextAddress();
}

void Connector::tryNextAddress()
{
    socket_.reset(target_.secure ? new QSslSocket : new QTcpSocket);
    socket_->setProxy(QNetworkProxy::NoProxy);
    connect(socket_.get(), &QAbstractSocket::connected, this, &Connector::tcpUp);
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this,
            [this] { addressFailed(errorOf(*socket_)); });
    const auto left = timeout_.remainingTimeAsDuration();
    addressTimeout_.start(left / (addresses_.size() - next_));
    synTime_ = now();
    socket_->connectToHost(addresses_[next_], peerPort());
}

void Connector::addressFailed(const QString& text)
{
    const QString address = addresses_[next_].toString();
    attempts_->push_back({{"address", address.toStdString()}, {"error", text.toStdString()}});
    addressTimeout_.stop();
    socket_->disconnect(this);
    socket_->abort();
    socket_.release()->deleteLater();
    if (++next_ < addresses_.size()) {
        tryNextAddress();
        return;
    }
    fail(
        "tcp",
        QStringLiteral("no connection to %1 port %2: %3").arg(peerName()).arg(peerPort()).arg(text),
        {{"attempts", *attempts_}, {"ms", milliseconds(since_)}});
}

void Connector::tcpUp()
{
    addressTimeout_.stop();
    socket_->disconnect(this);
    socket_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    descriptor_ = TcpDescriptor::duplicate(socket_->socketDescriptor());
    if (target_.proxy) {
        askProxy();
    } else {
        recordConnected();
    }
}

void Connector::askProxy()
{
    proxy_ = ProxyHandshake::create(*target_.proxy, target_.host.toStdString(), target_.port);
    connect(socket_.get(), &QIODevice::readyRead, this, &Connector::continueWithProxy);
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this, [this] {
        const QString text =
            socket_->error() == QAbstractSocket::RemoteHostClosedError
                ? QStringLiteral("the proxy closed the connection without an answer")
                : QStringLiteral("the connection to the proxy failed: ") + errorOf(*socket_);
        fail("tcp", text, {{"proxy", proxyUrl(*target_.proxy)}});
    });
    send(proxy_->start());
}

void Connector::continueWithProxy()
{
    while (proxy_->state() == ProxyHandshake::State::NeedMore && socket_->bytesAvailable() > 0) {
        const QByteArray ahead = socket_->peek(4096);
        Bytes answer;
        const std::size_t used = proxy_->feed(
            asBytes(std::string_view(ahead.data(), static_cast<std::size_t>(ahead.size()))),
            answer);
        socket_->skip(static_cast<qint64>(used));
        send(answer);
    }
    if (proxy_->state() == ProxyHandshake::State::Refused) {
        proxyRefused();
    } else if (proxy_->state() == ProxyHandshake::State::Open) {
        socket_->disconnect(this);
        recordConnected();
    }
}

/// What was said in HTTP is recorded, and tells itself why there is no connection. The password is
/// left out; the body is waited for.
void Connector::proxyRefused()
{
    const wire::HttpHead* head = proxy_->refusingHead();
    if (!head) {
        fail("tcp", QString::fromStdString(proxy_->refusal()),
             {{"proxy", proxyUrl(*target_.proxy)}});
        return;
    }
    recordTcp();
    const std::string request = wire::rawHeadWithoutSecrets(asText(proxy_->start()));
    std::ignore = live_.append(conn_, Direction::Out, now(), asBytes(request));
    std::ignore = live_.append(conn_, Direction::In, now(), asBytes(head->raw));
    refusal_.emplace(*head);
    socket_->disconnect(this);
    connect(socket_.get(), &QIODevice::readyRead, this, &Connector::readRefusal);
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this, &Connector::endRefusal);
    readRefusal();
}

void Connector::readRefusal()
{
    const QByteArray read = socket_->readAll();
    const ByteView bytes =
        asBytes(std::string_view(read.data(), static_cast<std::size_t>(read.size())));
    std::ignore = live_.append(conn_, Direction::In, now(), bytes);
    refusal_->feed(bytes);
    if (refusal_->complete() || refusal_->truncated()) {
        endRefusal();
    }
}

void Connector::endRefusal()
{
    stop();
    emit failed();
}

void Connector::send(ByteView bytes)
{
    const std::string_view text = asText(bytes);
    socket_->write(text.data(), static_cast<qint64>(text.size()));
}

void Connector::recordTcp()
{
    const Endpoints endpoints = endpointsOf(*socket_);
    nlohmann::json detail{{"client", endpoints.client.toString()},
                          {"server", endpoints.server.toString()},
                          {"ms", milliseconds(since_)},
                          {"attempts", *attempts_}};
    if (target_.proxy) {
        detail["proxy"] = proxyUrl(*target_.proxy);
    }
    std::ignore = live_.connected(conn_, synTime_, endpoints, detail);
    tcpRecorded_ = true;
}

void Connector::recordConnected()
{
    recordTcp();
    if (target_.secure) {
        startTls();
    } else {
        finish();
    }
}

void Connector::startTls()
{
    layer_ = QStringLiteral("tls");
    tls_ = std::make_unique<TlsHandshake>(static_cast<QSslSocket&>(*socket_), target_);
    connect(tls_.get(), &TlsHandshake::done, this, [this] {
        std::ignore = live_.event(conn_, "secured", tls_->detail());
        finish();
    });
    connect(tls_.get(), &TlsHandshake::failed, this, &Connector::tlsFailed);
    tls_->start();
}

void Connector::tlsFailed(const QString& text)
{
    recordError("tls", text, tls_->failureDetail());
    stop();
    if (tls_->certificateFailure()) {
        emit certificateRejected(*tls_->certificateFailure());
    }
    emit failed();
}

void Connector::finish()
{
    timeout_.stop();
    socket_->disconnect(this);
    if (tls_) {
        socket_->disconnect(tls_.get());
    }
    emit connected();
}

void Connector::fail(std::string_view layer, const QString& text)
{
    nlohmann::json detail = nlohmann::json::object();
    if (!attempts_->empty()) {
        detail["attempts"] = *attempts_;
    }
    fail(layer, text, detail);
}

void Connector::fail(std::string_view layer, const QString& text, const nlohmann::json& detail)
{
    recordError(layer, text, detail);
    stop();
    emit failed();
}

void Connector::recordError(std::string_view layer, const QString& text,
                            const nlohmann::json& detail)
{
    nlohmann::json members = detail;
    members["layer"] = layer;
    members["text"] = text.toStdString();
    std::ignore = live_.event(conn_, "error", members);
}

void Connector::stop()
{
    timeout_.stop();
    addressTimeout_.stop();
    if (lookup_) {
        lookup_->disconnect(this);
        lookup_.release()->deleteLater();
    }
    if (socket_) {
        socket_->disconnect();
        socket_->abort();
        socket_.release()->deleteLater();
    }
}

QString Connector::timeoutText() const
{
    const QString time =
        QStringLiteral("%1 s").arg(static_cast<double>(target_.connectTimeout.count()) / 1000);
    if (lookup_ && addresses_.isEmpty()) {
        return QStringLiteral("no address for %1 within %2").arg(peerName(), time);
    }
    if (tls_) {
        return QStringLiteral("no answer to the TLS handshake within %1; where the port does not "
                              "speak TLS, try ws://")
            .arg(time);
    }
    return proxy_ ? QStringLiteral("no answer of the proxy within %1").arg(time)
                  : QStringLiteral("no connection to %1 within %2").arg(peerName(), time);
}

/// As messages name it.
QString Connector::peerName() const
{
    return (target_.proxy ? QStringLiteral("the proxy ") : QString()) + peerHost();
}

QString Connector::peerHost() const
{
    return target_.proxy ? target_.proxy->host : target_.host;
}

std::uint16_t Connector::peerPort() const
{
    return target_.proxy ? target_.proxy->port : target_.port;
}

} // namespace framescope::tap
