// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/target.h"

#include "base/clause.h"
#include "base/input_file.h"
#include "wire/http/http_token.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>
#include <string_view>

namespace framescope::connection {

namespace {

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
    return asClause(url.errorString().section(QStringLiteral("; source was"), 0, 0).toStdString());
}

Result<void> takeUrl(const ConnectionOptions& options, Target& target)
{
    const QUrl& url = options.url;
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
    constexpr QUrl::FormattingOptions Authority =
        QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment;
    const QString path = url.path(QUrl::FullyEncoded);
    target.resource = options.resource;
    if (target.resource.empty()) {
        target.resource = path.isEmpty() ? "/" : path.toStdString();
        if (url.hasQuery()) {
            target.resource += "?" + url.query(QUrl::FullyEncoded).toStdString();
        }
    }
    target.url = url.toString(QUrl::FullyEncoded | Authority).toStdString();
    if (url.hasQuery() || !path.isEmpty()) {
        target.url += target.resource;
    }
    if (!url.userInfo().isEmpty()) {
        const QByteArray credentials = url.userName(QUrl::FullyDecoded).toUtf8() + ':' +
                                       url.password(QUrl::FullyDecoded).toUtf8();
        target.authorization = "Basic " + credentials.toBase64().toStdString();
    }
    return {};
}

/// RFC 9110 5.6.2
constexpr const char* TokenHint = "letters, digits and !#$%&'*+-.^_`|~ are possible";

/// What is wrong is told without the value: it may be a secret.
Result<void> takeHeaders(const ConnectionOptions& options, Target& target)
{
    for (std::size_t i = 0; i < options.headers.size(); ++i) {
        const wire::HeaderField& field = options.headers[i];
        if (!wire::isToken(field.name)) {
            return failure("its name has a character that a name may not have",
                           "header " + std::to_string(i + 1), TokenHint);
        }
        if (hasControl(field.value)) {
            return failure("its value has a line break or NUL, which no header may have",
                           "header " + field.name);
        }
    }
    target.headers = options.headers;
    for (const QString& subprotocol : options.subprotocols) {
        const std::string name = subprotocol.toStdString();
        const std::string where = "subprotocol " + std::to_string(target.subprotocols.size() + 1);
        if (!wire::isToken(name)) {
            return failure(name.empty() ? "its name is empty"
                                        : "its name has a character that a name may not have",
                           where, TokenHint);
        }
        if (std::ranges::find(target.subprotocols, name) != target.subprotocols.end()) {
            return failure("it is offered twice", where, "each may be offered once (RFC 6455 4.1)");
        }
        target.subprotocols.push_back(name);
    }
    target.origin = options.origin.toStdString();
    if (hasControl(target.origin)) {
        return failure("it has a line break or NUL, which no header may have", "origin");
    }
    return {};
}

Result<QByteArray> readPem(const QString& path)
{
    constexpr std::uint64_t Largest = 16 * 1024 * 1024;
    return readInputFile(QFile::encodeName(path).toStdString(), Largest)
        .map([](const Bytes& bytes) {
            return QByteArray(reinterpret_cast<const char*>(bytes.data()),
                              static_cast<qsizetype>(bytes.size()));
        });
}

Result<QList<QSslCertificate>> readCertificates(const QString& path)
{
    const auto pem = readPem(path);
    if (!pem) {
        return tl::unexpected(pem.error());
    }
    auto certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty()) {
        return failure("there is no certificate in PEM form in it", path.toStdString());
    }
    return certificates;
}

Result<QSslKey> readKey(const QString& path)
{
    const auto pem = readPem(path);
    if (!pem) {
        return tl::unexpected(pem.error());
    }
    if (pem->contains("ENCRYPTED")) {
        return failure("the key has a passphrase, which can't be used", path.toStdString(),
                       "openssl pkey -in KEY -out FILE writes it without");
    }
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (QSslKey key(*pem, algorithm); !key.isNull()) {
            return key;
        }
    }
    return failure("there is no private key in PEM form in it", path.toStdString(),
                   "RSA, EC and DSA are understood");
}

Result<void> takeCertificates(const ConnectionOptions& options, Target& target)
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
        return failure("both are needed, or neither", "client certificate and key");
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

/// Neither the user info nor what was taken for a scheme is told: "user:secret@host" has one.
Result<void> takeProxy(const QUrl& url, Target& target)
{
    if (url.isEmpty()) {
        return {};
    }
    constexpr const char* Where = "proxy";
    constexpr const char* Hint = "http://HOST:PORT or socks5://HOST:PORT";
    if (!url.isValid()) {
        return failure("this is no URL: " + mistakeIn(url), Where, Hint);
    }
    const QString scheme = url.scheme().toLower();
    Target::Proxy proxy;
    if (scheme == QLatin1String("http")) {
        proxy.kind = Target::Proxy::Kind::Http;
    } else if (scheme == QLatin1String("socks5") || scheme == QLatin1String("socks5h")) {
        proxy.kind = Target::Proxy::Kind::Socks5;
    } else {
        return failure(scheme == QLatin1String("https")
                           ? "one that is spoken to over TLS is not supported"
                           : "its URL begins with http:// or socks5://",
                       Where, Hint);
    }
    if (url.host().isEmpty() || url.port() == 0) {
        return failure("its URL names no host and port", Where, Hint);
    }
    // "http://http://me:secret@host" has a host that is called http.
    if ((!url.path().isEmpty() && url.path() != QLatin1String("/")) || url.hasQuery() ||
        url.hasFragment()) {
        return failure("its URL has something behind the host and port", Where, Hint);
    }
    const bool http = proxy.kind == Target::Proxy::Kind::Http;
    proxy.host = QString::fromStdString(hostOf(url));
    proxy.port = static_cast<std::uint16_t>(url.port(http ? 8080 : 1080));
    proxy.user = url.userName(QUrl::FullyDecoded).toStdString();
    proxy.password = url.password(QUrl::FullyDecoded).toStdString();
    if (!http &&
        (proxy.user.size() > LongestSocksField || proxy.password.size() > LongestSocksField)) {
        return failure("the user name has " + std::to_string(proxy.user.size()) +
                           " bytes and the password " + std::to_string(proxy.password.size()) +
                           ", 255 each are possible with SOCKS5 (RFC 1929 2)",
                       Where);
    }
    target.proxy = proxy;
    return {};
}

} // namespace

Result<Target> targetFrom(const ConnectionOptions& options)
{
    Target target;
    target.deflate = options.deflate;
    target.strict = options.strict;
    target.automaticPong = options.automaticPong;
    target.connectTimeout = options.connectTimeout;
    target.upgradeTimeout = options.upgradeTimeout;
    target.closeTimeout = options.closeTimeout;
    return takeUrl(options, target)
        .and_then([&] { return takeHeaders(options, target); })
        .and_then([&] { return takeCertificates(options, target); })
        .and_then([&] { return takeProxy(options.proxy, target); })
        .map([&] { return std::move(target); });
}

} // namespace framescope::connection
