// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/tls_handshake.h"

#include "base/text/clause.h"
#include "tap/upstream/certificate_names.h"
#include "tap/upstream/tls_failure.h"

#include <QCryptographicHash>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>

namespace framescope::tap {

namespace {

/// The versions that are offered; options that were checked have the lowest below the highest.
QSsl::SslProtocol protocolsOf(const connection::TlsOptions& tls)
{
    if (tls.highest == connection::TlsVersion::Tls1_2) {
        return QSsl::TlsV1_2;
    }
    return tls.lowest == connection::TlsVersion::Tls1_3 ? QSsl::TlsV1_3OrLater
                                                        : QSsl::TlsV1_2OrLater;
}

/// The name that is asked for, and that the certificate has to have.
QString nameOf(const connection::Target& target)
{
    return target.tls.serverName.isEmpty() ? target.host : target.tls.serverName;
}

QSslConfiguration configurationFor(const connection::Target& target)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(protocolsOf(target.tls));
    QList<QByteArray> alpn;
    for (const QString& protocol : target.tls.alpn) {
        alpn.append(protocol.toUtf8());
    }
    configuration.setAllowedNextProtocols(alpn);
    if (!target.authorities.isEmpty()) {
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() +
                                        target.authorities);
    }
    if (!target.certificateChain.isEmpty()) {
        configuration.setLocalCertificateChain(target.certificateChain);
        configuration.setPrivateKey(target.key.value_or(QSslKey()));
    }
    return configuration;
}

std::string protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return "TLSv1.2";
    case QSsl::TlsV1_3:
        return "TLSv1.3";
    default:
        return "unknown";
    }
}

std::vector<std::string> chainOf(const QSslSocket& socket)
{
    std::vector<std::string> chain;
    for (const QSslCertificate& certificate : socket.peerCertificateChain()) {
        chain.push_back(certificate.toPem().toStdString());
    }
    return chain;
}

std::vector<std::string> listOf(const QStringList& texts)
{
    std::vector<std::string> list;
    for (const QString& text : texts) {
        list.push_back(text.toStdString());
    }
    return list;
}

QString nameOf(const QSslCertificate& certificate, bool issuer)
{
    const QString name =
        issuer ? certificate.issuerDisplayName() : certificate.subjectDisplayName();
    return name.isEmpty() ? QStringLiteral("(no name)") : name;
}

QString clauseFor(const QSslError& error, const QSslCertificate& leaf)
{
    const QString text = QString::fromStdString(asClause(error.errorString().toStdString()));
    const QSslCertificate certificate = error.certificate();
    if (certificate.isNull() || certificate == leaf) {
        return text;
    }
    return text + QStringLiteral(" (%1)").arg(nameOf(certificate, false));
}

} // namespace

CertificateVerdict judge(const QSslCertificate& leaf, const QList<QSslError>& errors,
                         const connection::Target& target)
{
    CertificateVerdict verdict;
    for (const QSslError& error : errors) {
        if (error.error() != QSslError::HostNameMismatch) {
            verdict.failures.append(clauseFor(error, leaf));
        }
    }
    if (const QString mismatch = nameMismatch(leaf, nameOf(target)); !mismatch.isEmpty()) {
        verdict.failures.append(mismatch);
    }
    const QByteArray fingerprint = leaf.digest(QCryptographicHash::Sha256);
    if (verdict.failures.isEmpty()) {
        return verdict;
    }
    if (target.tls.insecure) {
        verdict.accepted = "insecure";
    } else if (!leaf.isNull() && fingerprint == target.tls.acceptedCertificate) {
        verdict.accepted = "fingerprint";
    } else {
        verdict.rejected = connection::CertificateFailure{
            nameOf(target),      verdict.failures,   fingerprint,
            nameOf(leaf, false), nameOf(leaf, true), leaf.expiryDate().toString(Qt::ISODate)};
    }
    return verdict;
}

TlsHandshake::TlsHandshake(QSslSocket& socket, const connection::Target& target, QObject* parent)
    : QObject(parent), socket_(socket), target_(target)
{
}

void TlsHandshake::start()
{
    connect(&socket_, &QSslSocket::encrypted, this, &TlsHandshake::encrypted);
    connect(&socket_, &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        verdict_ = judge(socket_.peerCertificate(), errors, target_);
        if (!verdict_.rejected) {
            socket_.ignoreSslErrors();
        }
    });
    connect(&socket_, &QAbstractSocket::errorOccurred, this, &TlsHandshake::fail);
    since_.start();
    socket_.setSslConfiguration(configurationFor(target_));
    socket_.setPeerVerifyName(nameOf(target_));
    socket_.startClientEncryption();
}

Secured TlsHandshake::outcome() const
{
    Secured secured;
    secured.protocol = protocolName(socket_.sessionProtocol());
    secured.cipher = socket_.sessionCipher().name().toStdString();
    secured.alpn = socket_.sslConfiguration().nextNegotiatedProtocol().toStdString();
    secured.chain = chainOf(socket_);
    secured.failures = listOf(verdict_.failures);
    secured.accepted = verdict_.accepted;
    secured.milliseconds = static_cast<double>(since_.nsecsElapsed()) / 1e6;
    return secured;
}

Failure TlsHandshake::failure(const QString& text) const
{
    Failure failure{"tls", text.toStdString()};
    failure.chain = chainOf(socket_);
    failure.failures = listOf(verdict_.failures);
    if (verdict_.rejected) {
        failure.fingerprint = verdict_.rejected->fingerprint.toHex().toStdString();
    }
    return failure;
}

void TlsHandshake::encrypted()
{
    if (verdict_.failures.isEmpty()) { // Qt reported no error
        verdict_ = judge(socket_.peerCertificate(), {}, target_);
    }
    if (verdict_.rejected) {
        fail();
    } else {
        emit done();
    }
}

void TlsHandshake::fail()
{
    socket_.disconnect(this);
    if (verdict_.rejected) {
        emit failed(QStringLiteral("the server's certificate is not accepted: ") +
                    verdict_.failures.join(QStringLiteral("; ")));
    } else if (socket_.error() == QAbstractSocket::RemoteHostClosedError) {
        emit failed(QStringLiteral("the server ended the connection during the TLS handshake; "
                                   "where the port does not speak TLS, try ws://"));
    } else {
        emit failed(tlsFailure(socket_.errorString(), TlsPhase::Handshake));
    }
}

} // namespace framescope::tap
