// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/target.h"

#include "base/text/qt_string.h"
#include "connection/address_input.h"
#include "connection/client_certificate.h"
#include "connection/proxy_choice.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <utility>

namespace framescope::connection {

namespace {

/// Reads the URL and sets its forms for the request line and the recording.
Result<void> takeUrl(Target& target)
{
    const QUrl& url = target.url;
    const std::string shown = redaction::withoutValues(
        url.toDisplayString(QUrl::RemoveUserInfo).toStdString(), target.secrets);
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
        target.shownUrl += redaction::withoutValues(target.resource, target.secrets);
    }
    target.authorizationValue = headerValue(target.authorization);
    if (target.authorizationValue.empty() && !url.userInfo().isEmpty()) {
        target.authorizationValue =
            basicCredentials(url.userName(QUrl::FullyDecoded).toStdString(),
                             url.password(QUrl::FullyDecoded).toStdString());
    }
    return {};
}

template <class T, class Into>
Result<void> take(Result<T> read, Into& into)
{
    return std::move(read).map([&into](T&& value) { into = std::move(value); });
}

/// Names the field of the file that an error is about.
Error inField(Error error, const TlsOptions& tls)
{
    struct Field
    {
        const char* name;
        const QString& file;
    };
    for (const auto& [name, file] :
         {Field{"certificate authority ", tls.caFile}, Field{"client certificate ", tls.certFile},
          Field{"client key ", tls.keyFile}}) {
        if (error.where == file.toStdString()) {
            error.where.insert(0, name);
            break;
        }
    }
    return error;
}

Result<void> readFiles(Target& target)
{
    Result<void> done;
    if (!target.tls.caFile.isEmpty()) {
        done = take(readCertificates(target.tls.caFile), target.authorities);
    }
    if (done && !target.tls.certFile.isEmpty()) {
        done = readClientCertificate(target.tls).map([&](ClientCertificate&& own) {
            target.certificateChain = std::move(own.chain);
            target.key = std::move(own.key);
        });
    }
    return std::move(done).map_error(
        [&](Error error) { return inField(std::move(error), target.tls); });
}

Result<void> chooseProxy(Target& target)
{
    return take(chooseProxy(target.proxy, {target.secure, target.host, target.port}),
                target.chosenProxy);
}

bool hasValue(const std::string& text, const std::vector<std::string>& secrets)
{
    return redaction::withoutValues(text, secrets) != text;
}

bool isSecret(const wire::HeaderField& field, const std::vector<std::string>& secrets)
{
    return redaction::isSecretName(field.name) || hasValue(field.name, secrets) ||
           hasValue(field.value, secrets) ||
           redaction::headerWithoutSecrets(field.name, field.value) != field.value;
}

/// Without those that are credentials, which may be two: a name and the credential after it.
QStringList subprotocolsWithoutSecrets(const QStringList& subprotocols,
                                       const std::vector<std::string>& secrets)
{
    QStringList kept;
    bool secretFollows = false;
    for (const QString& each : subprotocols) {
        const std::string text = each.toStdString();
        if (redaction::headerWithoutSecrets("Sec-WebSocket-Protocol", text, secretFollows) ==
                text &&
            !hasValue(text, secrets)) {
            kept.append(each);
        }
    }
    return kept;
}

} // namespace

Result<Target> targetFrom(const ConnectionOptions& options)
{
    Target target;
    static_cast<ConnectionOptions&>(target) = options;
    return takeUrl(target)
        .and_then([&] { return check(options); })
        .and_then([&] { return readFiles(target); })
        .and_then([&] { return chooseProxy(target); })
        .map([&] { return std::move(target); });
}

Result<Target> targetAt(const QUrl& url, Target target)
{
    target.url = url;
    target.resource.clear();
    return takeUrl(target).and_then([&] { return chooseProxy(target); }).map([&] {
        return std::move(target);
    });
}

void removeSecrets(Target& target)
{
    target.url.setUserInfo(QString());
    target.authorization = {};
    target.authorizationValue.clear();
    target.cookies.clear();
    std::erase_if(target.headers, [&target](const wire::HeaderField& field) {
        return isSecret(field, target.secrets);
    });
    target.subprotocols = subprotocolsWithoutSecrets(target.subprotocols, target.secrets);
    if (hasValue(target.origin.toStdString(), target.secrets)) {
        target.origin.clear();
    }
    if (hasValue(target.compression.extensions, target.secrets)) {
        target.compression.extensions.clear();
    }
    const TlsOptions chosen = std::exchange(target.tls, {});
    target.tls.insecure = chosen.insecure;
    target.tls.caFile = chosen.caFile;
    target.tls.lowest = chosen.lowest;
    target.tls.highest = chosen.highest;
    target.tls.alpn = chosen.alpn;
    target.certificateChain.clear();
    target.key.reset();
}

} // namespace framescope::connection
