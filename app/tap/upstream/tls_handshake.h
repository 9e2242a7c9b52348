// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/upstream/certificate_failure.h"
#include "tap/upstream/target.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QSslError>

#include <optional>

#include <nlohmann/json_fwd.hpp>

class QSslSocket;

namespace framescope::tap {

/// TLS on a connection that is up: verifies the server's certificate for the target's host (sent
/// as SNI), by its subjectAltName alone, and decides about failures as the target says.
class TlsHandshake : public QObject
{
    Q_OBJECT

public:
    TlsHandshake(QSslSocket& socket, const Target& target, QObject* parent = nullptr);
    void start();

    /// Detail of `secured`, after `done`: protocol, cipher, ALPN, chain, verification, ms.
    nlohmann::json detail() const;
    /// What is known after `failed`: the chain and why it was not accepted, as far as it came.
    nlohmann::json failureDetail() const;
    /// After `failed`: set where it was for the certificate.
    const std::optional<CertificateFailure>& certificateFailure() const { return rejected_; }

signals:
    void done();
    void failed(const QString& text);

private:
    void judge(const QList<QSslError>& errors);
    void encrypted();
    void fail();
    CertificateFailure describeFailure() const;

    QSslSocket& socket_;
    const Target& target_;
    QElapsedTimer since_;
    bool judged_ = false;
    QStringList failures_;
    std::optional<QString> accepted_; ///< "insecure" or "fingerprint"
    std::optional<CertificateFailure> rejected_;
};

} // namespace framescope::tap
