// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/certificate_facts.h"

#include <QCryptographicHash>
#include <QSslCertificate>

#include <algorithm>

namespace framescope::connection {

namespace {

/// The attributes of a name in its order.
QString nameText(const QSslCertificate& certificate, const QList<QByteArray>& attributes,
                 QStringList (QSslCertificate::*values)(const QByteArray&) const)
{
    QStringList parts;
    for (const QByteArray& attribute : attributes) {
        for (const QString& value : (certificate.*values)(attribute)) {
            parts += QString::fromLatin1(attribute) + QLatin1Char('=') + value;
        }
    }
    return parts.join(QStringLiteral(", "));
}

QStringList namesOf(const QSslCertificate& certificate)
{
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (auto it = alternatives.begin(); it != alternatives.end(); ++it) {
        const char* kind = it.key() == QSsl::DnsEntry         ? "DNS:"
                           : it.key() == QSsl::IpAddressEntry ? "IP:"
                                                              : "email:";
        names += QLatin1String(kind) + it.value();
    }
    names.sort();
    return names;
}

CertificateFacts factsOf(const QSslCertificate& certificate)
{
    return {
        nameText(certificate, certificate.subjectInfoAttributes(), &QSslCertificate::subjectInfo),
        nameText(certificate, certificate.issuerInfoAttributes(), &QSslCertificate::issuerInfo),
        certificate.effectiveDate(),
        certificate.expiryDate(),
        namesOf(certificate),
        QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper()),
        {}};
}

/// The index of the certificate that a failure is about.
std::size_t ownerOf(const QString& failure, const QList<QSslCertificate>& chain)
{
    for (qsizetype i = 1; i < chain.size(); ++i) {
        const QString name = chain[i].subjectDisplayName();
        if (!name.isEmpty() && failure.endsWith(QStringLiteral(" (%1)").arg(name))) {
            return static_cast<std::size_t>(i);
        }
    }
    return 0;
}

/// What the time says about a certificate, unless a failure says it.
void judgeTime(CertificateFacts& facts, const QDateTime& at)
{
    const bool said = std::ranges::any_of(facts.problems, [](const QString& problem) {
        return problem.contains(QLatin1String("expired")) ||
               problem.contains(QLatin1String("not yet valid"));
    });
    if (said || !at.isValid()) {
        return;
    }
    if (facts.validUntil.isValid() && facts.validUntil < at) {
        facts.problems += QStringLiteral("the certificate has expired");
    } else if (facts.validFrom.isValid() && facts.validFrom > at) {
        facts.problems += QStringLiteral("the certificate is not yet valid");
    }
}

} // namespace

std::vector<CertificateFacts> certificateFacts(const std::vector<std::string>& pems,
                                               const std::vector<std::string>& failures,
                                               const QDateTime& at)
{
    QList<QSslCertificate> chain;
    std::vector<CertificateFacts> all;
    for (std::size_t i = 0; i < std::min(pems.size(), MostOfChain); ++i) {
        chain += QSslCertificate(QByteArray::fromStdString(pems[i]));
        all.push_back(factsOf(chain.back()));
    }
    for (const std::string& text : failures) {
        const QString failure = QString::fromStdString(text);
        if (!all.empty()) {
            all[ownerOf(failure, chain)].problems += failure;
        }
    }
    for (CertificateFacts& facts : all) {
        judgeTime(facts, at);
    }
    return all;
}

} // namespace framescope::connection
