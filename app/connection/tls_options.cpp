// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tls_options.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "connection/field_text.h"

#include <QUrl>

namespace framescope::connection {

namespace {

constexpr qsizetype FingerprintSize = 32;

Result<void> checkServerName(const QString& name)
{
    if (name.isEmpty()) {
        return {};
    }
    QUrl url;
    url.setHost(name);
    if (url.host().isEmpty() || name.contains(QLatin1Char('['))) {
        return failure("it is no name of a host", "server name", "for instance example.com");
    }
    return {};
}

Result<void> checkAlpn(const QStringList& protocols)
{
    constexpr qsizetype Longest = 255; // RFC 7301 3.1
    for (qsizetype i = 0; i < protocols.size(); ++i) {
        const qsizetype size = protocols[i].toUtf8().size();
        if (size == 0 || size > Longest) {
            return failure(size == 0 ? "its name is empty"
                                     : "its name has more than 255 bytes (RFC 7301 3.1)",
                           "ALPN protocol " + std::to_string(i + 1));
        }
    }
    return {};
}

Result<void> checkFiles(const TlsOptions& tls)
{
    if (tls.certFile.isEmpty() && !tls.keyFile.isEmpty()) {
        return failure("there is no certificate for it", "client key",
                       "both are needed, or neither");
    }
    if (tls.certFile.isEmpty() && !tls.passPhrase.isEmpty()) {
        return failure("there is no client certificate that it is for", "pass phrase");
    }
    return {};
}

} // namespace

Result<void> check(const TlsOptions& tls)
{
    if (!tls.acceptedCertificate.isEmpty() && tls.acceptedCertificate.size() != FingerprintSize) {
        return failure("a SHA-256 has 32 bytes", "accepted certificate");
    }
    if (tls.lowest > tls.highest) {
        return failure("the lowest is above the highest", "TLS version");
    }
    return checkFiles(tls).and_then([&] { return checkServerName(tls.serverName); }).and_then([&] {
        return checkAlpn(tls.alpn);
    });
}

Result<QByteArray> fingerprintFrom(std::string_view text)
{
    const auto bytes = parseHex(text);
    if (!bytes || bytes->size() != FingerprintSize) {
        return failure("it is no SHA-256 of a certificate", "accepted certificate",
                       "64 hexadecimal digits; 'openssl x509 -fingerprint -sha256' prints them");
    }
    return toByteArray(*bytes);
}

} // namespace framescope::connection
