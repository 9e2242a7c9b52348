// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/proxy.h"

#include "connection/address_input.h"

namespace framescope::connection {

namespace {

constexpr std::size_t LongestSocksField = 255; ///< in bytes (RFC 1929 2)

} // namespace

Result<Proxy> proxyFrom(const QUrl& url)
{
    constexpr const char* Where = "proxy";
    constexpr const char* Hint = "http://HOST:PORT or socks5://HOST:PORT";
    if (!url.isValid()) {
        return failure("this is no URL: " + mistakeIn(url), Where, Hint);
    }
    const QString scheme = url.scheme();
    const bool http = scheme == QLatin1String("http");
    if (!http && scheme != QLatin1String("socks5") && scheme != QLatin1String("socks5h")) {
        return scheme == QLatin1String("https")
                   ? failure("one that is spoken to over TLS is not supported", Where,
                             "most take http://HOST:PORT too, and encrypt what is said to the "
                             "server nevertheless; otherwise let stunnel or socat speak TLS to it")
                   : failure("its URL begins with http:// or socks5://", Where, Hint);
    }
    if (url.host().isEmpty() || url.port() == 0) {
        return failure("its URL names no host and port", Where, Hint);
    }
    // In "http://http://me:secret@host", the host would be "http".
    if ((!url.path().isEmpty() && url.path() != QLatin1String("/")) || url.hasQuery() ||
        url.hasFragment()) {
        return failure("its URL has something behind the host and port", Where, Hint);
    }
    Proxy proxy{http ? Proxy::Kind::Http : Proxy::Kind::Socks5, url.host(QUrl::FullyEncoded),
                static_cast<std::uint16_t>(url.port(http ? 8080 : 1080)),
                url.userName(QUrl::FullyDecoded).toStdString(),
                url.password(QUrl::FullyDecoded).toStdString()};
    if (!http &&
        (proxy.user.size() > LongestSocksField || proxy.password.size() > LongestSocksField)) {
        return failure("the user name has " + std::to_string(proxy.user.size()) +
                           " bytes and the password " + std::to_string(proxy.password.size()) +
                           ", 255 each are possible with SOCKS5 (RFC 1929 2)",
                       Where);
    }
    return proxy;
}

std::string authorityOf(const std::string& host, std::uint16_t port)
{
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::string proxyUrl(const Proxy& proxy)
{
    return (proxy.kind == Proxy::Kind::Socks5 ? "socks5://" : "http://") +
           authorityOf(proxy.host.toStdString(), proxy.port);
}

} // namespace framescope::connection
