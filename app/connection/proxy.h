// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

#include <cstdint>
#include <string>

namespace framescope::connection {

/// A proxy and its credentials.
struct Proxy
{
    enum class Kind { Http, Socks5 };
    Kind kind = Kind::Http;
    QString host;
    std::uint16_t port = 0;
    std::string user;
    std::string password;
};

/// Reads http://HOST:PORT or socks5://HOST:PORT. An error contains neither user info nor scheme, as
/// QUrl takes "user" for the scheme of "user:secret@host".
Result<Proxy> proxyFrom(const QUrl& url);

/// Host and port for a URL: "host:80", "[::1]:80" (RFC 3986 3.2).
std::string authorityOf(const std::string& host, std::uint16_t port);

/// The proxy's URL without user and password.
std::string proxyUrl(const Proxy& proxy);

} // namespace framescope::connection
