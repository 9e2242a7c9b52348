// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/tool_texts.h"

#include "base/text/base64.h"
#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <cctype>

namespace framescope::connection {

namespace {

constexpr unsigned char FirstPrintable = 0x20;
constexpr unsigned char DeleteCharacter = 0x7F;

bool has(const wire::HeaderFields& headers, std::string_view name)
{
    return std::ranges::any_of(headers, [name](const wire::HeaderField& header) {
        return wire::equalsIgnoreCase(header.name, name);
    });
}

bool needsNoQuotes(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("_./:=@%+,-").find(c) != std::string_view::npos;
}

} // namespace

std::string resourceOf(const QUrl& url)
{
    const QUrl::FormattingOptions rest(QUrl::RemoveScheme | QUrl::RemoveAuthority |
                                       QUrl::RemoveFragment);
    const std::string resource = url.toString(rest | QUrl::FullyEncoded).toStdString();
    return resource.starts_with('/') ? resource : '/' + resource;
}

SaidRequest saidRequest(const ConnectionOptions& options)
{
    const QString origin =
        options.url.scheme() + QLatin1String("://") + options.url.authority(QUrl::FullyEncoded);
    SaidRequest request{options, origin.toStdString() + options.resource, options.headers};
    if (const std::string value = authorizationValue(options.authorization);
        !value.empty() && !has(request.headers, "Authorization")) {
        request.headers.push_back({"Authorization", value});
    }
    if (!options.cookies.empty() && !has(request.headers, "Cookie")) {
        request.headers.push_back({"Cookie", cookieValue(options.cookies)});
    }
    return request;
}

bool isPkcs12(const TlsOptions& tls)
{
    const QString name = tls.certFile.toLower();
    return tls.keyFile.isEmpty() &&
           (name.endsWith(QLatin1String(".p12")) || name.endsWith(QLatin1String(".pfx")));
}

std::string authorizationValue(const Authorization& authorization)
{
    switch (authorization.scheme) {
    case Authorization::Scheme::None:
        break;
    case Authorization::Scheme::Bearer:
        return "Bearer " + authorization.secret;
    case Authorization::Scheme::Basic:
        if (authorization.secret == redaction::SecretMarker) {
            return "Basic " + authorization.secret;
        }
        const std::string both = authorization.user + ":" + authorization.secret;
        return "Basic " +
               toBase64({reinterpret_cast<const std::uint8_t*>(both.data()), both.size()});
    }
    return {};
}

std::string cookieValue(const std::vector<Cookie>& cookies)
{
    std::string value;
    for (const Cookie& cookie : cookies) {
        value += value.empty() ? "" : "; ";
        value += cookie.name + "=" + cookie.value;
    }
    return value;
}

std::string proxyAddress(const ProxyOptions& proxy)
{
    return proxy.url
        .toString(QUrl::FormattingOptions(QUrl::RemoveUserInfo | QUrl::RemovePath) |
                  QUrl::FullyEncoded)
        .toStdString();
}

std::string proxyUser(const ProxyOptions& proxy)
{
    const std::string user = proxy.url.userName(QUrl::FullyDecoded).toStdString();
    return user.empty() ? user : user + ":" + proxy.url.password(QUrl::FullyDecoded).toStdString();
}

std::string bashWord(std::string_view text)
{
    if (!text.empty() && std::ranges::all_of(text, needsNoQuotes)) {
        return std::string(text);
    }
    const bool utf8 = isUtf8({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    const auto needsEscape = [utf8](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < FirstPrintable || byte == DeleteCharacter || c == '\'' ||
               (!utf8 && byte > DeleteCharacter);
    };
    if (std::ranges::none_of(text, needsEscape)) {
        return "'" + std::string(text) + "'";
    }
    std::string word = "$'";
    for (const char c : text) {
        if (c == '\\' || c == '\'') {
            word += '\\';
            word += c;
        } else if (c == '\n' || c == '\r' || c == '\t') {
            word += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        } else if (needsEscape(c)) {
            word += "\\x";
            appendHex(word, static_cast<std::uint8_t>(c));
        } else {
            word += c;
        }
    }
    return word + "'";
}

std::string secondsText(std::chrono::milliseconds time)
{
    constexpr double Milliseconds = 1000;
    return QString::number(static_cast<double>(time.count()) / Milliseconds, 'g', 10).toStdString();
}

} // namespace framescope::connection
