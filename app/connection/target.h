// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/connection_options.h"
#include "connection/proxy.h"

#include <QList>
#include <QSslCertificate>
#include <QSslKey>

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::connection {

/// Checked options with the values derived from them.
struct Target : ConnectionOptions
{
    std::string shownUrl; ///< without user info
    bool secure = false;  ///< wss
    QString host;         ///< in ASCII form, no brackets around an IPv6 address
    std::uint16_t port = 80;
    /// The value of Authorization: of the options, else made from user info; may be empty.
    std::string authorizationValue;
    std::optional<Proxy> chosenProxy;        ///< for this server; nullopt: none
    QList<QSslCertificate> authorities;      ///< in addition to the system's
    QList<QSslCertificate> certificateChain; ///< the client's, leaf first
    std::optional<QSslKey> key; ///< of the first; Qt loads its TLS to make one, even if it is null
};

/// Checks the options (see `check`), reads the files they name, and chooses the proxy.
Result<Target> targetFrom(const ConnectionOptions& options);

/// The same target at another URL, which stands in `url` with an empty `resource`. The files are
/// not read again.
Result<Target> targetAt(const QUrl& url, Target target);

/// Removes what only the server it was chosen for may see: credentials, cookies, headers and
/// subprotocols that `redaction` knows as secrets or that have one of `secrets` in them, the
/// client's certificate, and the server's certificate and name that were accepted.
void removeSecrets(Target& target);

} // namespace framescope::connection
