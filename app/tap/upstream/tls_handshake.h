// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/certificate_failure.h"
#include "connection/target.h"
#include "tap/sink.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QSslError>
#include <QStringList>

#include <optional>
#include <string>

class QSslSocket;

namespace framescope::tap {

/// What is thought of a server's certificate.
struct CertificateVerdict
{
    QStringList failures;                ///< one sentence each
    std::optional<std::string> accepted; ///< "insecure" or "fingerprint": why, despite them
    std::optional<connection::CertificateFailure> rejected;
};

/// `errors`: what Qt has found. It also looks for names in the common name, which does not count
/// (RFC 9525 6.1); so names are judged here.
CertificateVerdict judge(const QSslCertificate& leaf, const QList<QSslError>& errors,
                         const connection::Target& target);

/// TLS on a connection that is up: verifies the server's certificate for the target's host (sent
/// as SNI), by its subjectAltName alone, and decides about failures as the target says.
class TlsHandshake : public QObject
{
    Q_OBJECT

public:
    TlsHandshake(QSslSocket& socket, const connection::Target& target, QObject* parent = nullptr);
    void start();

    /// After `done`.
    Secured outcome() const;
    /// What is known after `failed(text)`: also the chain and why it was not accepted, as far as
    /// it came.
    Failure failure(const QString& text) const;
    /// After `failed`: set where it was for the certificate.
    const std::optional<connection::CertificateFailure>& certificateFailure() const
    {
        return verdict_.rejected;
    }

signals:
    void done();
    void failed(const QString& text);

private:
    void encrypted();
    void fail();

    QSslSocket& socket_;
    const connection::Target& target_;
    QElapsedTimer since_;
    CertificateVerdict verdict_; ///< of what Qt has objected to, or of all
};

} // namespace framescope::tap
