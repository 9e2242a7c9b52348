// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/connector.h"

#include "base/text/clause.h"
#include "tap/upstream/name_lookup.h"
#include "tap/upstream/proxy_tunnel.h"
#include "tap/upstream/server_link.h"
#include "tap/upstream/tls_handshake.h"

#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpSocket>
#include <QtEndian>

#include <algorithm>
#include <utility>

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

std::optional<std::string> proxyOf(const connection::Target& target)
{
    return target.chosenProxy ? std::optional(connection::proxyUrl(*target.chosenProxy))
                              : std::nullopt;
}

QString peerHost(const connection::Target& target)
{
    return target.chosenProxy ? target.chosenProxy->host : target.host;
}

/// The peer's name in messages.
QString peerName(const connection::Target& target)
{
    return (target.chosenProxy ? QStringLiteral("the proxy ") : QString()) + peerHost(target);
}

std::uint16_t peerPort(const connection::Target& target)
{
    return target.chosenProxy ? target.chosenProxy->port : target.port;
}

Endpoint endpoint(const QHostAddress& address, quint16 port)
{
    Endpoint result;
    result.port = port;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4) {
        qToBigEndian(v4, result.address.bytes.data());
    } else {
        result.address.v6 = true;
        const Q_IPV6ADDR v6 = address.toIPv6Address();
        std::ranges::copy(v6.c, result.address.bytes.begin());
    }
    return result;
}

/// Both ends of a connected socket, ours as the client.
Endpoints endpointsOf(const QAbstractSocket& socket)
{
    return {endpoint(socket.localAddress(), socket.localPort()),
            endpoint(socket.peerAddress(), socket.peerPort())};
}

} // namespace

Connector::Means Connector::Means::ofTheSystem()
{
    return {[] { return std::make_unique<NameLookup>(); },
            [](bool secure) -> std::unique_ptr<QTcpSocket> {
                return secure ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>();
            }};
}

Connector::Connector(Sink& sink, const connection::Target& target, Means means)
    : sink_(sink), means_(std::move(means)), target_(target)
{
    timeout_.setSingleShot(true);
    addressTimeout_.setSingleShot(true);
    connect(&timeout_, &QTimer::timeout, this, &Connector::timedOut);
    connect(&addressTimeout_, &QTimer::timeout, this,
            [this] { addressFailed(QStringLiteral("no answer")); });
}

Connector::~Connector()
{
    stop();
}

void Connector::start()
{
    timeout_.start(target_.connectTimeout);
    since_.start();
    if (QHostAddress literal; literal.setAddress(peerHost(target_))) {
        takeAddresses({literal}, {});
        return;
    }
    lookup_ = means_.lookup();
    connect(lookup_.get(), &NameLookup::finished, this, &Connector::takeAddresses);
    lookup_->start(peerHost(target_));
}

void Connector::giveUp(const QString& text)
{
    sink_.tell(Failure{layer_, text.toStdString()});
    end();
}

std::unique_ptr<ServerLink> Connector::takeLink()
{
    return std::make_unique<ServerLink>(std::move(socket_), std::move(descriptor_));
}

void Connector::takeAddresses(const QList<QHostAddress>& addresses, const QString& text)
{
    if (addresses.isEmpty()) {
        Failure failure{"dns", QStringLiteral("there is no address for %1: %2")
                                   .arg(peerName(target_), text)
                                   .toStdString()};
        failure.host = peerHost(target_).toStdString();
        failure.milliseconds = milliseconds(since_);
        fail(failure);
        return;
    }
    Resolved resolved{peerHost(target_).toStdString(), {}, proxyOf(target_), milliseconds(since_)};
    for (const QHostAddress& address : addresses) {
        resolved.addresses.push_back(address.toString().toStdString());
    }
    sink_.tell(resolved);
    addresses_ = addresses;
    layer_ = "tcp";
    since_.start();
    tryNextAddress();
}

void Connector::tryNextAddress()
{
    socket_ = means_.socket(target_.secure);
    socket_->setProxy(QNetworkProxy::NoProxy);
    connect(socket_.get(), &QAbstractSocket::connected, this, &Connector::tcpUp);
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this,
            [this] { addressFailed(errorOf(*socket_)); });
    const auto left = timeout_.remainingTimeAsDuration();
    addressTimeout_.start(left / (addresses_.size() - next_));
    synTime_ = now();
    socket_->connectToHost(addresses_[next_], peerPort(target_));
}

void Connector::addressFailed(const QString& text)
{
    const QString address = addresses_[next_].toString();
    attempts_.push_back({address.toStdString(), text.toStdString()});
    addressTimeout_.stop();
    socket_->disconnect(this);
    socket_->abort();
    socket_.release()->deleteLater();
    if (++next_ < addresses_.size()) {
        tryNextAddress();
        return;
    }
    Failure failure{"tcp", QStringLiteral("no connection to %1 port %2: %3")
                               .arg(peerName(target_))
                               .arg(peerPort(target_))
                               .arg(text)
                               .toStdString()};
    failure.attempts = attempts_;
    failure.milliseconds = milliseconds(since_);
    fail(failure);
}

void Connector::tcpUp()
{
    addressTimeout_.stop();
    socket_->disconnect(this);
    socket_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    descriptor_ = TcpDescriptor::duplicate(socket_->socketDescriptor());
    if (!target_.chosenProxy) {
        goOn();
        return;
    }
    proxy_ = std::make_unique<ProxyTunnel>(*socket_, sink_, target_);
    connect(proxy_.get(), &ProxyTunnel::opened, this, &Connector::goOn);
    connect(proxy_.get(), &ProxyTunnel::refusing, this, &Connector::tellTcp);
    connect(proxy_.get(), &ProxyTunnel::refused, this, [this](const QString& text) {
        if (text.isEmpty()) {
            endFailed();
        } else {
            fail({"tcp", text.toStdString(), {}, proxyOf(target_)});
        }
    });
    proxy_->start();
}

void Connector::tellTcp()
{
    sink_.tell(Connected{synTime_, endpointsOf(*socket_), attempts_, proxyOf(target_),
                         milliseconds(since_)});
    tcpTold_ = true;
}

/// Continues once TCP reaches the server.
void Connector::goOn()
{
    tellTcp();
    if (!target_.secure) {
        finish();
        return;
    }
    layer_ = "tls";
    tls_ = std::make_unique<TlsHandshake>(static_cast<QSslSocket&>(*socket_), target_);
    connect(tls_.get(), &TlsHandshake::done, this, [this] {
        sink_.tell(tls_->outcome());
        finish();
    });
    connect(tls_.get(), &TlsHandshake::failed, this, &Connector::tlsFailed);
    tls_->start();
}

void Connector::tlsFailed(const QString& text)
{
    sink_.tell(tls_->failure(text));
    end();
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

void Connector::fail(const Failure& failure)
{
    sink_.tell(failure);
    endFailed();
}

void Connector::endFailed()
{
    end();
    emit failed();
}

void Connector::end()
{
    stop();
    if (tcpTold_) {
        const GivenUp end{descriptor_.wasReset(), descriptor_.peerEnded(), descriptor_.hasUnread()};
        for (const StreamEnded& stream : endingOf(end).streams) {
            sink_.tell(stream);
        }
    }
    descriptor_.close();
}

/// Stops everything. Lookup and TLS may be emitting a signal, so they are destroyed later.
void Connector::stop()
{
    timeout_.stop();
    addressTimeout_.stop();
    if (lookup_) {
        lookup_->disconnect(this);
    }
    if (socket_) {
        socket_->disconnect();
        socket_->abort();
    }
}

void Connector::timedOut()
{
    if (proxy_ && proxy_->isRefusing()) {
        endFailed();
        return;
    }
    Failure failure{layer_, timeoutText().toStdString()};
    if (!attempts_.empty()) {
        failure.attempts = attempts_;
    }
    fail(failure);
}

QString Connector::timeoutText() const
{
    const QString time =
        QStringLiteral("%1 s").arg(static_cast<double>(target_.connectTimeout.count()) / 1000);
    if (lookup_ && addresses_.isEmpty()) {
        return QStringLiteral("no address for %1 within %2").arg(peerName(target_), time);
    }
    if (tls_) {
        return QStringLiteral("no answer to the TLS handshake within %1; where the port does not "
                              "speak TLS, try ws://")
            .arg(time);
    }
    return proxy_ ? QStringLiteral("no answer of the proxy within %1").arg(time)
                  : QStringLiteral("no connection to %1 within %2").arg(peerName(target_), time);
}

} // namespace framescope::tap
