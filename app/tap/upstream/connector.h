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

/// Brings a connection about, up to TCP or TLS, and tells its phases: Resolved, Connected, Secured
/// or a Failure. Every address of the host is tried in turn, each with its share of the time that
/// is left.
///
/// It ignores whether the sink can keep that; the owner of the connection checks it.
class Connector : public QObject
{
    Q_OBJECT

public:
    /// What it connects with: the system's, or a test's.
    struct Means
    {
        std::function<std::unique_ptr<NameLookup>()> lookup;
        std::function<std::unique_ptr<QTcpSocket>(bool secure)> socket;
        static Means ofTheSystem();
    };
    Connector(Sink& sink, const connection::Target& target, Means means = Means::ofTheSystem());
    ~Connector() override;

    void start();
    /// Ends the attempt, without a signal. A Failure says `text`.
    void giveUp(const QString& text);

    /// After `connected`.
    std::unique_ptr<ServerLink> takeLink();

signals:
    void connected();
    /// A Failure was told, and the end of what had come up; nothing is open any more.
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
    QTimer timeout_;        ///< of everything
    QTimer addressTimeout_; ///< of one address
    QElapsedTimer since_;   ///< of the phase
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
