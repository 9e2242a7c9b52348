// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string_view>

namespace framescope::connection {

enum class TlsVersion { Tls1_2, Tls1_3 };

/// How TLS is made, and which certificates are accepted.
struct TlsOptions
{
    bool insecure = false;          ///< certificates are not verified; the recording says so
    QByteArray acceptedCertificate; ///< SHA-256 of a leaf to accept despite its failures
    QString caFile;                 ///< PEM, in addition to the system's
    QString certFile;               ///< client certificate: PEM, or PKCS#12 with its key
    QString keyFile;                ///< its key, PEM; empty if `certFile` has it
    QString passPhrase;             ///< of the key or of the PKCS#12 file
    /// The name to ask for (SNI, RFC 6066 3) and to verify; empty: the host of the URL.
    QString serverName;
    TlsVersion lowest = TlsVersion::Tls1_2;
    TlsVersion highest = TlsVersion::Tls1_3;
    /// Protocols to offer (RFC 7301), the preferred first; empty: none.
    QStringList alpn{QStringLiteral("http/1.1")};

    friend bool operator==(const TlsOptions&, const TlsOptions&) = default;
};

/// Checks all options except the files.
Result<void> check(const TlsOptions& tls);

/// Reads the SHA-256 of a certificate: 64 hexadecimal digits, with or without colons.
Result<QByteArray> fingerprintFrom(std::string_view text);

} // namespace framescope::connection
