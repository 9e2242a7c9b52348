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

/// The result of checking a server's certificate.
struct CertificateVerdict
{
    QStringList failures;                ///< one sentence each
    std::optional<std::string> accepted; ///< "insecure" or "fingerprint": the reason despite these
    std::optional<connection::CertificateFailure> rejected;
};

/// `errors` are those of Qt. Qt also accepts names in the common name, which does not count (RFC
/// 9525 6.1), so names are checked here.
CertificateVerdict judge(const QSslCertificate& leaf, const QList<QSslError>& errors,
                         const connection::Target& target);

/// TLS on an established connection: verifies the server's certificate for the target's host, or
/// the server name that was chosen (sent as SNI), by its subjectAltName alone. The target says
/// whether failures are accepted.
class TlsHandshake : public QObject
{
    Q_OBJECT

public:
    TlsHandshake(QSslSocket& socket, const connection::Target& target, QObject* parent = nullptr);
    void start();

    /// Precondition: `done` was emitted.
    Secured outcome() const;
    /// The failure after `failed(text)`, with the certificate chain and the reasons against it, as
    /// far as they are known.
    Failure failure(const QString& text) const;
    /// Set if `failed` was emitted because of the certificate.
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
    CertificateVerdict verdict_; ///< on Qt's errors, or on the name if Qt had none
};

} // namespace framescope::tap
