// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session_target.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>
#include <string_view>

namespace framescope::session {

namespace {

bool isToken(std::string_view text)
{
    constexpr std::string_view Special = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               Special.find(c) != std::string_view::npos;
    });
}

constexpr std::size_t LongestSocksField = 255; ///< RFC 1929 2

bool hasControl(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

std::string hostOf(const QUrl& url)
{
    return url.host(QUrl::FullyEncoded).toStdString();
}

/// What is wrong with a URL, without the URL itself that Qt adds: it may hold a password.
std::string mistakeIn(const QUrl& url)
{
    return url.errorString().section(QStringLiteral("; source was"), 0, 0).toStdString();
}

Result<void> takeUrl(const QUrl& url, tap::Target& target)
{
    const std::string shown = url.toDisplayString(QUrl::RemoveUserInfo).toStdString();
    const QString scheme = url.scheme().toLower();
    if (url.isEmpty()) {
        return failure("no URL is given", {}, "it begins with ws:// or wss://");
    }
    if (!url.isValid()) {
        return failure("this is no URL: " + mistakeIn(url), shown);
    }
    if (scheme != QLatin1String("ws") && scheme != QLatin1String("wss")) {
        return failure("a WebSocket URL begins with ws:// or wss://", shown);
    }
    if (url.host().isEmpty()) {
        return failure("the URL names no host", shown);
    }
    if (url.hasFragment()) {
        return failure("a WebSocket URL has no fragment (RFC 6455 3)", shown,
                       "write # as %23 where it belongs to the path or query");
    }
    if (url.port() == 0) {
        return failure("port 0 can't be connected to", shown);
    }
    target.secure = scheme == QLatin1String("wss");
    target.host = QString::fromStdString(hostOf(url));
    target.port = static_cast<std::uint16_t>(url.port(target.secure ? 443 : 80));
    target.url = url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toStdString();
    const QString path = url.path(QUrl::FullyEncoded);
    target.resource = path.isEmpty() ? "/" : path.toStdString();
    if (url.hasQuery()) {
        target.resource += "?" + url.query(QUrl::FullyEncoded).toStdString();
    }
    if (!url.userInfo().isEmpty()) {
        const QByteArray credentials = url.userName(QUrl::FullyDecoded).toUtf8() + ':' +
                                       url.password(QUrl::FullyDecoded).toUtf8();
        target.authorization = "Basic " + credentials.toBase64().toStdString();
    }
    return {};
}

Result<void> takeHeaders(const SessionOptions& options, tap::Target& target)
{
    for (const wire::HeaderField& field : options.headers) {
        if (!isToken(field.name)) {
            return failure("this is no header name", field.name);
        }
        if (hasControl(field.value)) {
            return failure("a header value has no line breaks", field.name);
        }
    }
    target.headers = options.headers;
    for (const QString& subprotocol : options.subprotocols) {
        const std::string name = subprotocol.toStdString();
        if (!isToken(name)) {
            return failure("this is no subprotocol name", name);
        }
        if (std::ranges::find(target.subprotocols, name) != target.subprotocols.end()) {
            return failure("the subprotocol is given twice", name);
        }
        target.subprotocols.push_back(name);
    }
    target.origin = options.origin.toStdString();
    if (hasControl(target.origin)) {
        return failure("the origin has no line breaks", target.origin);
    }
    return {};
}

Result<QList<QSslCertificate>> readCertificates(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure("cannot be read: " + file.errorString().toStdString(), path.toStdString());
    }
    auto certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty()) {
        return failure("there is no certificate in PEM form in it", path.toStdString());
    }
    return certificates;
}

Result<QSslKey> readKey(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure("cannot be read: " + file.errorString().toStdString(), path.toStdString());
    }
    const QByteArray pem = file.readAll();
    if (pem.contains("ENCRYPTED")) {
        return failure("the key has a passphrase, which can't be used", path.toStdString(),
                       "openssl pkey -in KEY -out FILE writes it without");
    }
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (QSslKey key(pem, algorithm); !key.isNull()) {
            return key;
        }
    }
    return failure("there is no private key in PEM form in it", path.toStdString(),
                   "RSA, EC and DSA are understood");
}

Result<void> takeCertificates(const SessionOptions& options, tap::Target& target)
{
    target.insecure = options.insecure;
    target.acceptedCertificate = options.acceptedCertificate;
    if (!options.caFile.isEmpty()) {
        auto authorities = readCertificates(options.caFile);
        if (!authorities) {
            return tl::unexpected(std::move(authorities).error());
        }
        target.authorities = *authorities;
    }
    if (options.certFile.isEmpty() != options.keyFile.isEmpty()) {
        return failure("a client certificate needs both its certificate and its key");
    }
    if (!options.certFile.isEmpty()) {
        auto chain = readCertificates(options.certFile);
        if (!chain) {
            return tl::unexpected(std::move(chain).error());
        }
        auto key = readKey(options.keyFile);
        if (!key) {
            return tl::unexpected(std::move(key).error());
        }
        target.certificateChain = *chain;
        target.key = *key;
    }
    return {};
}

Result<void> takeProxy(const QUrl& url, tap::Target& target)
{
    if (url.isEmpty()) {
        return {};
    }
    if (!url.isValid()) {
        return failure("the proxy's address is no URL: " + mistakeIn(url));
    }
    const QString scheme = url.scheme().toLower();
    tap::Target::Proxy proxy;
    if (scheme == QLatin1String("http")) {
        proxy.kind = tap::Target::Proxy::Kind::Http;
    } else if (scheme == QLatin1String("socks5") || scheme == QLatin1String("socks5h")) {
        proxy.kind = tap::Target::Proxy::Kind::Socks5;
    } else {
        return failure(scheme == QLatin1String("https")
                           ? "a proxy that is spoken to over TLS is not supported"
                           : "a proxy's URL begins with http:// or socks5://",
                       url.toDisplayString(QUrl::RemoveUserInfo).toStdString());
    }
    if (url.host().isEmpty() || url.port() == 0) {
        return failure("the proxy's URL names no host and port",
                       url.toDisplayString(QUrl::RemoveUserInfo).toStdString());
    }
    const bool http = proxy.kind == tap::Target::Proxy::Kind::Http;
    proxy.host = QString::fromStdString(hostOf(url));
    proxy.port = static_cast<std::uint16_t>(url.port(http ? 8080 : 1080));
    proxy.user = url.userName(QUrl::FullyDecoded).toStdString();
    proxy.password = url.password(QUrl::FullyDecoded).toStdString();
    if (!http &&
        (proxy.user.size() > LongestSocksField || proxy.password.size() > LongestSocksField)) {
        return failure("a user name or password for SOCKS5 has at most 255 bytes");
    }
    target.proxy = proxy;
    return {};
}

} // namespace

Result<tap::Target> targetFrom(const SessionOptions& options)
{
    tap::Target target;
    target.deflate = options.deflate;
    target.strict = options.strict;
    target.automaticPong = options.automaticPong;
    target.connectTimeout = options.connectTimeout;
    target.upgradeTimeout = options.upgradeTimeout;
    target.closeTimeout = options.closeTimeout;
    return takeUrl(options.url, target)
        .and_then([&] { return takeHeaders(options, target); })
        .and_then([&] { return takeCertificates(options, target); })
        .and_then([&] { return takeProxy(options.proxy, target); })
        .map([&] { return std::move(target); });
}

} // namespace framescope::session
