// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/tls_options.h"

#include <QList>
#include <QSslCertificate>
#include <QSslKey>

namespace framescope::connection {

/// A certificate of the client with its key.
struct ClientCertificate
{
    QList<QSslCertificate> chain; ///< leaf first
    QSslKey key;
};

/// Reads the files that the options name: PEM, with the key in `keyFile` or in the same file, or
/// PKCS#12. Errors name the file and, where it is the matter, the pass phrase; they never have it.
/// Precondition: `certFile` is not empty.
Result<ClientCertificate> readClientCertificate(const TlsOptions& tls);

/// The certificates in a PEM file; at least one.
Result<QList<QSslCertificate>> readCertificates(const QString& path);

} // namespace framescope::connection
