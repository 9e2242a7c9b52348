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

/// How a connection is made. To add an option: a member here and its check in `check`, what obeys
/// it in tap or session, what is recorded of it in session/connecting_detail, and where it is set:
/// ui/connect/connect_options_dialog and cli/commands/record_command.
struct ConnectionOptions
{
    QUrl url; ///< ws or wss; user info becomes an Authorization header
    /// What the request line asks for, byte for byte (see Address); empty: what the URL has.
    std::string resource;
    wire::HeaderFields headers; ///< in this order; those of ours of the same name are replaced
    QStringList subprotocols;
    QString origin;                 ///< empty: no Origin is sent
    bool insecure = false;          ///< certificates are not verified; shown in the recording
    QByteArray acceptedCertificate; ///< SHA-256 of a leaf to accept despite its failures
    QString caFile;                 ///< PEM, in addition to the system's
    QString certFile;               ///< client certificate, PEM
    QString keyFile;                ///< its key, PEM
    QUrl proxyUrl;                  ///< http:// or socks5://; empty: none
    bool deflate = true;
    bool strict = false; ///< fail the connection on a violation (RFC 6455 7.1.7)
    bool automaticPong = true;
    std::chrono::milliseconds connectTimeout{30'000}; ///< name, TCP, proxy and TLS together
    std::chrono::milliseconds upgradeTimeout{15'000}; ///< from the request to the response head
    std::chrono::milliseconds closeTimeout{5'000};

    /// A text that is no URL makes an empty one, which is a mistake all the same.
    bool hasProxy() const { return !proxyUrl.isEmpty() || !proxyUrl.errorString().isEmpty(); }
};

/// Checks everything but the URL and the files, which `targetFrom` does. Each mistake says which
/// option it is about, without a value that may be a secret.
Result<void> check(const ConnectionOptions& options);

/// "Name: value". `where` says in a mistake which line it is, since the line may hold a secret.
Result<wire::HeaderField> headerFromLine(std::string_view line, std::string where);

} // namespace framescope::connection
