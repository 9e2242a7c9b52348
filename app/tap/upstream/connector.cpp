// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/connector.h"

#include "base/clause.h"
#include "redaction/secrets.h"
#include "tap/upstream/endpoints.h"
#include "tap/upstream/name_lookup.h"
#include "tap/upstream/proxy_handshake.h"
#include "tap/upstream/server_link.h"
#include "tap/upstream/tls_handshake.h"

#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpSocket>

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

} // namespace

Connector::Connector(Sink& sink, const connection::Target& target, QObject* parent)
    : QObject(parent), sink_(sink), target_(target)
{
    timeout_.setSingleShot(true);
    addressTimeout_.setSingleShot(true);
    connect(&timeout_, &QTimer::timeout, this, [this] { refusal_ ? endRefusal() : timedOut(); });
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
    resolve();
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
        Failure failure{
            "dns",
            QStringLiteral("there is no address for %1: %2").arg(peerName(), text).toStdString()};
        failure.host = peerHost().toStdString();
        failure.milliseconds = milliseconds(since_);
        fail(failure);
        return;
    }
    addressesKnown(addresses);
}

void Connector::addressesKnown(const QList<QHostAddress>& addresses)
{
    Resolved resolved{peerHost().toStdString(), {}, proxy(), milliseconds(since_)};
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
                               .arg(peerName())
                               .arg(peerPort())
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
    if (target_.proxy) {
        askProxy();
    } else {
        goOn();
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
        fail({"tcp", text.toStdString(), {}, proxy()});
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
        goOn();
    }
}

/// What was said in HTTP is kept, and tells itself why there is no connection. The password is
/// left out; the body is waited for.
void Connector::proxyRefused()
{
    const wire::HttpHead* head = proxy_->refusingHead();
    if (!head) {
        fail({"tcp", proxy_->refusal(), {}, proxy()});
        return;
    }
    tellTcp();
    const std::string request = redaction::rawHeadWithoutSecrets(asText(proxy_->start()));
    sink_.keep(Direction::Out, asBytes(request));
    sink_.keep(Direction::In, asBytes(head->raw));
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
    sink_.keep(Direction::In, bytes);
    refusal_->feed(bytes);
    if (refusal_->complete() || refusal_->truncated()) {
        endRefusal();
    }
}

void Connector::endRefusal()
{
    end();
    emit failed();
}

void Connector::send(ByteView bytes)
{
    const std::string_view text = asText(bytes);
    socket_->write(text.data(), static_cast<qint64>(text.size()));
}

void Connector::tellTcp()
{
    sink_.tell(
        Connected{synTime_, endpointsOf(*socket_), attempts_, proxy(), milliseconds(since_)});
    tcpTold_ = true;
}

/// TCP reaches the server.
void Connector::goOn()
{
    tellTcp();
    if (target_.secure) {
        startTls();
    } else {
        finish();
    }
}

void Connector::startTls()
{
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

void Connector::timedOut()
{
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

std::optional<std::string> Connector::proxy() const
{
    return target_.proxy ? std::optional(proxyUrl(*target_.proxy)) : std::nullopt;
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
