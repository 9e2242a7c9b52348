// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "wire/http/http_head.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <string>
#include <string_view>

namespace framescope::connection {

/// The settings of a connection. To add one, add a member here and its check in `check`, its effect
/// in tap or session, its record in session/connection_record, and the places to set it:
/// ui/connect/connect_options_dialog and cli/commands/record_command.
struct ConnectionOptions
{
    QUrl url; ///< ws or wss; user info becomes an Authorization header
    /// The request target, byte for byte (see Address); empty: that of the URL.
    std::string resource;
    wire::HeaderFields headers; ///< in this order; replace our own of the same name
    QStringList subprotocols;
    QString origin;                 ///< empty: no Origin is sent
    bool insecure = false;          ///< certificates are not verified; the recording says so
    QByteArray acceptedCertificate; ///< SHA-256 of a leaf to accept despite its failures
    QString caFile;                 ///< PEM, in addition to the system's
    QString certFile;               ///< client certificate, PEM
    QString keyFile;                ///< its key, PEM
    QUrl proxyUrl;                  ///< http:// or socks5://; empty: no proxy
    bool deflate = true;
    bool strict = false; ///< fail the connection on a violation (RFC 6455 7.1.7)
    bool automaticPong = true;
    std::chrono::milliseconds connectTimeout{30'000}; ///< name, TCP, proxy and TLS together
    std::chrono::milliseconds upgradeTimeout{15'000}; ///< from the request to the response head
    std::chrono::milliseconds closeTimeout{5'000};

    /// True for an invalid URL too, so that `check` reports it.
    bool hasProxy() const { return !proxyUrl.isEmpty() || !proxyUrl.errorString().isEmpty(); }
};

/// Checks all options except the URL and the files, which `targetFrom` checks. An error names the
/// option, but no value that may be a secret.
Result<void> check(const ConnectionOptions& options);

/// Parses "Name: value". An error names the line by `where`, since the line may contain a secret.
Result<wire::HeaderField> headerFromLine(std::string_view line, std::string where);

} // namespace framescope::connection
