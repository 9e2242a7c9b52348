// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/certificate_names.h"

#include <QHostAddress>
#include <QSslCertificate>

#include <memory>
#include <string>

#include <openssl/x509v3.h>

namespace framescope::tap {

namespace {

bool matches(const QSslCertificate& certificate, const QString& host)
{
    const QByteArray der = certificate.toDer();
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> x509(d2i_X509(nullptr, &bytes, der.size()),
                                                           &X509_free);
    if (!x509) {
        return false;
    }
    if (QHostAddress address(host); !address.isNull()) {
        address.setScopeId({});
        return X509_check_ip_asc(x509.get(), address.toString().toLatin1().constData(), 0) == 1;
    }
    std::string name = host.toStdString();
    if (name.ends_with('.')) {
        name.pop_back(); // the final dot is optional (RFC 1034 3.1)
    }
    constexpr unsigned flags =
        X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
    // OpenSSL takes a dot at the beginning as a request for any subdomain.
    return !name.empty() && name.front() != '.' &&
           X509_check_host(x509.get(), name.data(), name.size(), flags, nullptr) == 1;
}

/// Lists the certificate's names, at most 10: "a.example, *.b.example, 10.0.0.1".
QString namesOf(const QSslCertificate& certificate)
{
    constexpr qsizetype MostListed = 10;
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (auto it = alternatives.begin(); it != alternatives.end(); ++it) {
        if (it.key() != QSsl::EmailEntry) {
            names.append(it.value());
        }
    }
    names.sort();
    const qsizetype more = names.size() - MostListed;
    names = names.mid(0, MostListed);
    return names.join(QStringLiteral(", ")) +
           (more > 0 ? QStringLiteral(" and %1 more").arg(more) : QString());
}

} // namespace

QString nameMismatch(const QSslCertificate& certificate, const QString& host)
{
    if (certificate.isNull() || matches(certificate, host)) {
        return {};
    }
    const QString names = namesOf(certificate);
    if (!names.isEmpty()) {
        return QStringLiteral("it is for %1, not for %2").arg(names, host);
    }
    const QStringList common = certificate.subjectInfo(QSslCertificate::CommonName);
    QString text = QStringLiteral("it is not for %1: it has no subjectAltName").arg(host);
    if (!common.isEmpty()) {
        text += QStringLiteral(", and its common name %1 does not count (RFC 9525)")
                    .arg(common.first());
    }
    return text;
}

} // namespace framescope::tap
