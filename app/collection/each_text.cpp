// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/each_text.h"

#include "base/text/qt_string.h"
#include "collection/format/proxy_address.h"

namespace framescope::collection {

namespace {

/// Calls the function for one text after the other, until there is an error.
class Texts
{
public:
    using Change = std::function<Result<void>(const ConnectionText&, QString&)>;

    explicit Texts(const Change& change) : change_(change) {}

    Result<void> result() { return std::move(result_); }

    void take(QString& text, TextRole role, std::string field, std::string name = {})
    {
        if (result_ && !text.isEmpty()) {
            result_ = change_({role, std::move(field), std::move(name)}, text);
        }
    }
    /// Bytes that are not UTF-8 stay as they are unless the text is changed.
    void take(std::string& bytes, TextRole role, std::string field, std::string name = {})
    {
        QString text = toQString(bytes);
        const QString before = text;
        take(text, role, std::move(field), std::move(name));
        if (text != before) {
            bytes = text.toStdString();
        }
    }
    void take(QStringList& texts, TextRole role, const std::string& field)
    {
        for (qsizetype i = 0; i < texts.size(); ++i) {
            take(texts[i], role, field + ' ' + std::to_string(i + 1));
        }
    }

private:
    const Change& change_;
    Result<void> result_;
};

void takeRequest(Texts& texts, connection::ConnectionOptions& options)
{
    for (wire::HeaderField& header : options.headers) {
        texts.take(header.name, TextRole::HeaderName, "header " + header.name);
        texts.take(header.value, TextRole::HeaderValue, "header " + header.name, header.name);
    }
    texts.take(options.rawRequest, TextRole::RawRequest, "raw request");
    texts.take(options.subprotocols, TextRole::Subprotocol, "subprotocol");
    texts.take(options.origin, TextRole::Other, "origin");
    const bool basic = options.authorization.scheme == connection::Authorization::Scheme::Basic;
    texts.take(options.authorization.user, TextRole::Other, "user");
    texts.take(options.authorization.secret, TextRole::Secret, basic ? "password" : "bearer token",
               basic ? "password" : "token");
    for (connection::Cookie& cookie : options.cookies) {
        texts.take(cookie.value, TextRole::Secret, "cookie " + cookie.name, cookie.name);
    }
    texts.take(options.compression.extensions, TextRole::Other, "extensions");
}

void takeProxy(Texts& texts, connection::ProxyOptions& proxy)
{
    ProxyText text = proxyTextOf(proxy.url);
    texts.take(text.url, TextRole::Other, "proxy");
    texts.take(text.user, TextRole::Other, "proxy user");
    texts.take(text.password, TextRole::Secret, "proxy password", "proxy-password");
    if (!proxy.url.isEmpty()) {
        proxy.url = proxyFrom(text);
    }
    texts.take(proxy.exceptions, TextRole::Other, "proxy exceptions");
}

} // namespace

Result<void> eachText(SavedConnection& saved, const Texts::Change& change)
{
    Texts texts(change);
    connection::TlsOptions& tls = saved.options.tls;
    texts.take(saved.address, TextRole::Address, "url");
    takeRequest(texts, saved.options);
    texts.take(tls.caFile, TextRole::File, "ca");
    texts.take(tls.certFile, TextRole::File, "certificate");
    texts.take(tls.keyFile, TextRole::File, "key");
    texts.take(tls.passPhrase, TextRole::Secret, "pass phrase", "pass-phrase");
    texts.take(tls.serverName, TextRole::Other, "server name");
    texts.take(tls.alpn, TextRole::Other, "alpn");
    takeProxy(texts, saved.options.proxy);
    return texts.result();
}

} // namespace framescope::collection
