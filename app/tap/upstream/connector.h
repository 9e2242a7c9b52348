// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"
#include "tap/upstream/certificate_failure.h"
#include "tap/upstream/target.h"
#include "tap/upstream/tcp_descriptor.h"
#include "wire/http/http_body.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

class QTcpSocket;

namespace framescope::timeline {
class LiveCapture;
}

namespace framescope::tap {

class NameLookup;
class ProxyHandshake;
class TlsHandshake;

/// Brings a connection about, up to TCP or TLS, and records its phases: `connecting`,
/// `resolved`, `connected`, `secured`. Every address of the host is tried in turn, each with its
/// share of the time that is left.
///
/// What can't be recorded is not reported here: the recorder keeps its error, and whoever goes
/// on with the connection gets it.
class Connector : public QObject
{
    Q_OBJECT

public:
    Connector(timeline::LiveCapture& live, ConnectionId conn, const Target& target,
              QObject* parent = nullptr);
    ~Connector() override;

    void start();
    /// Ends the attempt, without a signal. An `error` says `text`.
    void giveUp(const QString& text);

    /// The connection is recorded as up: its end is to be recorded, too.
    bool tcpRecorded() const { return tcpRecorded_; }
    /// After `connected`: the socket, which the caller owns from now on.
    std::unique_ptr<QTcpSocket> takeSocket();
    TcpDescriptor takeDescriptor() { return std::move(descriptor_); }

signals:
    void connected();
    /// `error` has been recorded; nothing is open any more.
    void failed();
    void certificateRejected(const framescope::tap::CertificateFailure& failure);

private:
    void resolve();
    void takeAddresses(const QList<QHostAddress>& addresses, const QString& text);
    void addressesKnown(const QList<QHostAddress>& addresses);
    void tryNextAddress();
    void addressFailed(const QString& text);
    void tcpUp();
    void askProxy();
    void continueWithProxy();
    void proxyRefused();
    void readRefusal();
    void endRefusal();
    void send(ByteView bytes);
    void recordTcp();
    void recordConnected();
    void startTls();
    void tlsFailed(const QString& text);
    void finish();
    void fail(std::string_view layer, const QString& text);
    void fail(std::string_view layer, const QString& text, const nlohmann::json& detail);
    void recordError(std::string_view layer, const QString& text, const nlohmann::json& detail);
    void stop();
    QString timeoutText() const;
    QString peerName() const;
    QString peerHost() const;
    std::uint16_t peerPort() const;

    timeline::LiveCapture& live_;
    const ConnectionId conn_;
    const Target& target_;
    QTimer timeout_;        ///< of everything
    QTimer addressTimeout_; ///< of one address
    QElapsedTimer since_;   ///< of the phase
    QString layer_ = QStringLiteral("dns");
    std::unique_ptr<NameLookup> lookup_;
    QList<QHostAddress> addresses_;
    qsizetype next_ = 0;                       ///< the address to try next
    std::unique_ptr<nlohmann::json> attempts_; ///< addresses that failed
    Timestamp synTime_;
    std::unique_ptr<QTcpSocket> socket_;
    TcpDescriptor descriptor_;
    std::unique_ptr<ProxyHandshake> proxy_;
    std::optional<wire::HttpBodyReader> refusal_; ///< the body of what the proxy refused with
    std::unique_ptr<TlsHandshake> tls_;
    bool tcpRecorded_ = false;
};

} // namespace framescope::tap
