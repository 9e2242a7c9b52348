// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

#include <cstdint>
#include <string>

namespace framescope::connection {

/// A proxy to connect through.
struct Proxy
{
    enum class Kind { Http, Socks5 };
    Kind kind = Kind::Http;
    QString host;
    std::uint16_t port = 0;
    std::string user;
    std::string password;
};

/// From http://HOST:PORT or socks5://HOST:PORT. A mistake says neither the user info nor what was
/// taken for a scheme: "user:secret@host" has one.
Result<Proxy> proxyFrom(const QUrl& url);

/// "host:80", "[::1]:80" (RFC 3986 3.2).
std::string authorityOf(const std::string& host, std::uint16_t port);

/// Without user and password.
std::string proxyUrl(const Proxy& proxy);

} // namespace framescope::connection
