// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/certificate_failure.h"
#include "connection/target.h"
#include "tap/sink.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QSslError>

#include <optional>

class QSslSocket;

namespace framescope::tap {

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
        return rejected_;
    }

signals:
    void done();
    void failed(const QString& text);

private:
    void judge(const QList<QSslError>& errors);
    void encrypted();
    void fail();
    connection::CertificateFailure describeFailure() const;

    QSslSocket& socket_;
    const connection::Target& target_;
    QElapsedTimer since_;
    bool judged_ = false;
    QStringList failures_;
    std::optional<std::string> accepted_; ///< "insecure" or "fingerprint"
    std::optional<connection::CertificateFailure> rejected_;
};

} // namespace framescope::tap
