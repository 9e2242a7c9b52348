// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/connection_options.h"
#include "wire/http/http_head.h"

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::connection {

/// Where the tap connects to, and how it is to behave there. All of it has been checked.
struct Target
{
    struct Proxy
    {
        enum class Kind { Http, Socks5 };
        Kind kind = Kind::Http;
        QString host;
        std::uint16_t port = 0;
        std::string user;
        std::string password;
    };

    std::string url;     ///< without user info
    bool secure = false; ///< wss
    QString host;        ///< ASCII form, no brackets around an IPv6 address
    std::uint16_t port = 80;
    std::string resource; ///< path and query as they go into the request line

    wire::HeaderFields headers; ///< those of ours of the same name are replaced
    std::string authorization;  ///< value of Authorization made of user info, or empty
    std::vector<std::string> subprotocols;
    std::string origin; ///< empty: none is sent
    bool deflate = true;

    bool insecure = false;                   ///< certificates are not verified
    QByteArray acceptedCertificate;          ///< SHA-256 of a leaf to accept despite its failures
    QList<QSslCertificate> authorities;      ///< in addition to the system's
    QList<QSslCertificate> certificateChain; ///< the client's, leaf first
    QSslKey key;
    std::optional<Proxy> proxy;

    bool strict = false; ///< fail the connection on a violation (RFC 6455 7.1.7)
    bool automaticPong = true;
    std::chrono::milliseconds connectTimeout{30'000}; ///< name, TCP, proxy and TLS together
    std::chrono::milliseconds upgradeTimeout{15'000}; ///< from the request to the response head
    std::chrono::milliseconds closeTimeout{5'000};
};

/// Checks options and reads the files they name. Each mistake is one sentence that says which
/// option it is about.
Result<Target> targetFrom(const ConnectionOptions& options);

} // namespace framescope::connection
