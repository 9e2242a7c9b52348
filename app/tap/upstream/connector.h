// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "connection/certificate_failure.h"
#include "connection/target.h"
#include "tap/sink.h"
#include "tap/upstream/tcp_descriptor.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

class QTcpSocket;

namespace framescope::tap {

class NameLookup;
class ProxyTunnel;
class ServerLink;
class TlsHandshake;

/// Makes a connection, up to TCP or TLS, and reports its phases: Resolved, Connected, Secured, or a
/// Failure. Tries the host's addresses in turn, each for its share of the time left.
///
/// Ignores whether the sink can record them; the connection's owner checks that.
class Connector : public QObject
{
    Q_OBJECT

public:
    /// The functions that make lookups and sockets: the system's, or a test's.
    struct Means
    {
        std::function<std::unique_ptr<NameLookup>()> lookup;
        std::function<std::unique_ptr<QTcpSocket>(bool secure)> socket;
        static Means ofTheSystem();
    };
    Connector(Sink& sink, const connection::Target& target, Means means = Means::ofTheSystem());
    ~Connector() override;

    void start();
    /// Ends the attempt and reports a Failure with `text`, without emitting a signal.
    void giveUp(const QString& text);

    /// The connection, once `connected` was emitted.
    std::unique_ptr<ServerLink> takeLink();

signals:
    void connected();
    /// Emitted after the failure or refusal and the end of TCP were recorded; nothing is open.
    void failed();
    void certificateRejected(const framescope::connection::CertificateFailure& failure);

private:
    void takeAddresses(const QList<QHostAddress>& addresses, const QString& text);
    void tryNextAddress();
    void addressFailed(const QString& text);
    void tcpUp();
    void tellTcp();
    void goOn();
    void tlsFailed(const QString& text);
    void finish();
    void fail(const Failure& failure);
    void endFailed();
    void end();
    void stop();
    void timedOut();
    QString timeoutText() const;

    Sink& sink_;
    const Means means_;
    const connection::Target& target_;
    QTimer timeout_;        ///< for the whole attempt
    QTimer addressTimeout_; ///< for one address
    QElapsedTimer since_;   ///< measures the current phase
    std::string layer_ = "dns";
    std::unique_ptr<NameLookup> lookup_;
    QList<QHostAddress> addresses_;
    qsizetype next_ = 0; ///< the address to try next
    std::vector<Attempt> attempts_;
    Timestamp synTime_;
    std::unique_ptr<QTcpSocket> socket_;
    TcpDescriptor descriptor_;
    std::unique_ptr<ProxyTunnel> proxy_;
    std::unique_ptr<TlsHandshake> tls_;
    bool tcpTold_ = false;
};

} // namespace framescope::tap
