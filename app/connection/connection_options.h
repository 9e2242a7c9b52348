// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/authorization.h"
#include "connection/behaviours.h"
#include "connection/compression.h"
#include "connection/cookie.h"
#include "connection/proxy_options.h"
#include "connection/reconnecting.h"
#include "connection/tls_options.h"
#include "wire/http/http_head.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::connection {

class CookieJar;

/// The settings of a connection. To add one, add a member here and its check in `check`, its effect
/// in tap or session, its record in session/connection_record, and the places to set it:
/// ui/connect/connect_options_dialog and cli/record/connection_arguments.
struct ConnectionOptions
{
    QUrl url; ///< ws or wss; user info becomes an Authorization header
    /// The request target, byte for byte (see Address); empty: that of the URL.
    std::string resource;
    /// In this order. A header with the name of one of our own lines stands in its place, also
    /// several times; all others follow. See `addHeaderLine` for those that are left out.
    wire::HeaderFields headers;
    std::vector<std::string> leftOut; ///< names of our own lines that are not sent
    /// The whole head of the request, sent byte for byte in place of all the above except the URL's
    /// host and port; empty: it is made of them.
    std::string rawRequest;
    QStringList subprotocols;
    QString origin; ///< empty: no Origin is sent
    Authorization authorization;
    std::vector<Cookie> cookies;
    /// Whether cookies that responses set are kept in the jar, and sent with those above, which
    /// stand in place of those of the same name. A raw request is sent as it is.
    bool keepCookies = true;
    std::shared_ptr<CookieJar> cookieJar; ///< of the program, not of a file; null: none is kept
    TlsOptions tls;
    ProxyOptions proxy;
    Compression compression;
    bool strict = false; ///< fail the connection on a violation (RFC 6455 7.1.7)
    Behaviours behaviours;
    std::chrono::milliseconds connectTimeout{30'000}; ///< name, TCP, proxy and TLS together
    std::chrono::milliseconds upgradeTimeout{15'000}; ///< from the request to the response head
    std::chrono::milliseconds closeTimeout{5'000};
    std::chrono::milliseconds keepAlive{0}; ///< from one ping of ours to the next; 0: none are sent
    /// A longer message of the server fails the connection with 1009; 0: no limit.
    std::uint64_t largestMessage = 0;
    Reconnecting reconnecting;
    bool followRedirects = false; ///< RFC 9110 15.4
    /// Values that stand in the options above and are secret wherever they do: comments of the
    /// recording, titles and messages have none of them.
    std::vector<std::string> secrets;

    friend bool operator==(const ConnectionOptions&, const ConnectionOptions&) = default;
};

/// The URL for titles: without user info, query and secrets.
QUrl urlForTitle(const ConnectionOptions& options);

/// Checks all options except the URL and the files, which `targetFrom` checks. An error names the
/// option in `where`, but has no value that may be a secret.
Result<void> check(const ConnectionOptions& options);

/// Adds a line to the headers: "Name: value"; "Name:" leaves our own line of that name out (see
/// `isOwnLine`), and "Name;" has an empty value, as in curl. An error names the line by `where`,
/// since the line may contain a secret.
Result<void> addHeaderLine(ConnectionOptions& options, std::string_view line, std::string where);

} // namespace framescope::connection
