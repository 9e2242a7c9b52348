// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/target.h"

#include "base/file/input_file.h"
#include "base/text/qt_string.h"
#include "connection/address_input.h"
#include "redaction/secret_values.h"

#include <QFile>

#include <utility>

namespace framescope::connection {

namespace {

/// Reads the URL and sets its forms for the request line and the recording.
Result<void> takeUrl(Target& target)
{
    const QUrl& url = target.url;
    const std::string shown = url.toDisplayString(QUrl::RemoveUserInfo).toStdString();
    const QString scheme = url.scheme();
    if (url.isEmpty()) {
        return failure("no URL is given", {}, "it begins with ws:// or wss://");
    }
    if (const auto checked = checkAuthority(url); !checked) {
        return failure(checked.error().what, shown);
    }
    if (scheme != QLatin1String("ws") && scheme != QLatin1String("wss")) {
        return failure("a WebSocket URL begins with ws:// or wss://", shown);
    }
    if (url.hasFragment()) {
        return failure("a WebSocket URL has no fragment (RFC 6455 3)", shown,
                       "write # as %23 where it belongs to the path or query");
    }
    target.secure = scheme == QLatin1String("wss");
    target.host = url.host(QUrl::FullyEncoded);
    target.port = static_cast<std::uint16_t>(url.port(target.secure ? 443 : 80));
    constexpr QUrl::FormattingOptions Authority =
        QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment;
    const QString path = url.path(QUrl::FullyEncoded);
    if (target.resource.empty()) {
        target.resource = path.isEmpty() ? "/" : path.toStdString();
        if (url.hasQuery()) {
            target.resource += "?" + url.query(QUrl::FullyEncoded).toStdString();
        }
    }
    target.shownUrl = url.toString(QUrl::FullyEncoded | Authority).toStdString();
    if (url.hasQuery() || !path.isEmpty()) {
        target.shownUrl += target.resource;
    }
    target.shownUrl = redaction::withoutValues(std::move(target.shownUrl), target.secrets);
    if (!url.userInfo().isEmpty()) {
        const QByteArray credentials = url.userName(QUrl::FullyDecoded).toUtf8() + ':' +
                                       url.password(QUrl::FullyDecoded).toUtf8();
        target.authorization = "Basic " + credentials.toBase64().toStdString();
    }
    return {};
}

Result<QByteArray> readPem(const QString& path)
{
    constexpr std::uint64_t Largest = 16 * 1024 * 1024;
    return readInputFile(QFile::encodeName(path).toStdString(), Largest)
        .map([](const Bytes& bytes) { return toByteArray(bytes); });
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

template <class T, class Into>
Result<void> take(Result<T> read, Into& into)
{
    return std::move(read).map([&into](T&& value) { into = std::move(value); });
}

Result<void> readFiles(Target& target)
{
    Result<void> done;
    if (!target.tls.caFile.isEmpty()) {
        done = take(readCertificates(target.tls.caFile), target.authorities);
    }
    if (done && !target.tls.certFile.isEmpty()) {
        done = take(readCertificates(target.tls.certFile), target.certificateChain).and_then([&] {
            return take(readKey(target.tls.keyFile), target.key);
        });
    }
    return done;
}

} // namespace

Result<Target> targetFrom(const ConnectionOptions& options)
{
    Target target;
    static_cast<ConnectionOptions&>(target) = options;
    return takeUrl(target)
        .and_then([&] { return check(options); })
        .and_then([&] { return readFiles(target); })
        .and_then([&] {
            return options.proxy.use == ProxyOptions::Use::Given
                       ? take(proxyFrom(options.proxy.url), target.chosenProxy)
                       : Result<void>();
        })
        .map([&] { return std::move(target); });
}

} // namespace framescope::connection
