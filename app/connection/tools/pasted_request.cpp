// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/pasted_request.h"

#include "base/text/base64.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "wire/http/http_token.h"

#include <QUrl>

#include <algorithm>
#include <cmath>

namespace framescope::connection {

namespace {

constexpr auto NotFound = std::string_view::npos;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::ranges::any_of(
        names, [name](std::string_view other) { return wire::equalsIgnoreCase(name, other); });
}

std::string_view text(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Whether a value of Authorization becomes options that give the same value again.
bool takeAuthorization(PastedRequest& request, std::string_view value)
{
    constexpr std::string_view Basic = "Basic ";
    constexpr std::string_view Bearer = "Bearer ";
    Authorization& authorization = request.options.authorization;
    if (authorization.scheme != Authorization::Scheme::None) {
        return false;
    }
    if (value.starts_with(Bearer) && value.size() > Bearer.size() &&
        value.substr(Bearer.size()).find_first_of(" \t") == NotFound) {
        authorization = {
            Authorization::Scheme::Bearer, {}, std::string(value.substr(Bearer.size()))};
        return true;
    }
    if (!value.starts_with(Basic)) {
        return false;
    }
    const std::string_view encoded = value.substr(Basic.size());
    const Base64 decoded =
        decodeBase64({reinterpret_cast<const std::uint8_t*>(encoded.data()), encoded.size()});
    const std::size_t colon = text(decoded.bytes).find(':');
    if (decoded.failure || colon == NotFound || !isUtf8(decoded.bytes) ||
        toBase64(decoded.bytes) != encoded) {
        return false;
    }
    authorization = {Authorization::Scheme::Basic,
                     std::string(text(decoded.bytes).substr(0, colon)),
                     std::string(text(decoded.bytes).substr(colon + 1))};
    return true;
}

/// The lines that a browser copies from any handshake, and that each handshake has anyway.
bool isMadeAnyway(std::string_view name, std::string_view value)
{
    return isOneOf(name, {"Connection", "Upgrade", "Sec-WebSocket-Key"}) ||
           (isOneOf(name, {"Sec-WebSocket-Version"}) && value == "13") ||
           (isOneOf(name, {"Sec-WebSocket-Extensions"}) &&
            isOneOf(value, {"permessage-deflate; client_max_window_bits", "permessage-deflate"}));
}

bool isPort(std::string_view text)
{
    constexpr std::size_t Longest = 5;
    return !text.empty() && text.size() <= Longest &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether HOST or HOST:PORT, with brackets around an IPv6 address, names a port.
bool namesPort(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    return colon != NotFound && authority.find(']', colon) == NotFound &&
           isPort(authority.substr(colon + 1));
}

} // namespace

void leaveOut(PastedRequest& request, std::string_view what, std::string_view why)
{
    constexpr qsizetype Most = 50;
    if (request.notTaken.size() >= Most) {
        return;
    }
    const QString sentence =
        toQString(what) + QLatin1String(" is not taken: ") + toQString(why) + QLatin1Char('.');
    if (!request.notTaken.contains(sentence)) {
        request.notTaken.append(sentence);
    }
}

void takeHeader(PastedRequest& request, std::string_view name, std::string_view value)
{
    ConnectionOptions& options = request.options;
    if (!wire::isToken(name)) {
        leaveOut(request, "A header", "its name has a character that no name may have");
        return;
    }
    if (isMadeAnyway(name, value)) {
        return;
    }
    if (isOneOf(name, {"Content-Length", "Transfer-Encoding"})) {
        leaveOut(request, name, "a handshake has no body");
    } else if (isOneOf(name, {"Sec-WebSocket-Protocol"})) {
        for (const std::string& protocol : wire::splitList(value)) {
            options.subprotocols.append(toQString(protocol));
        }
    } else if (isOneOf(name, {"Sec-WebSocket-Extensions"})) {
        options.compression.extensions = value;
    } else if (isOneOf(name, {"Origin"}) && options.origin.isEmpty() &&
               isUtf8(viewOf(
                   QByteArray::fromRawData(value.data(), static_cast<qsizetype>(value.size()))))) {
        options.origin = toQString(value);
    } else if (isOneOf(name, {"Cookie"})) {
        takeCookies(request, value);
    } else if (!isOneOf(name, {"Authorization"}) || !takeAuthorization(request, value)) {
        options.headers.push_back({std::string(name), std::string(value)});
    }
}

void takeHeaderLine(PastedRequest& request, std::string_view line)
{
    const std::size_t colon = line.find(':');
    const std::string_view value =
        colon == NotFound ? std::string_view() : wire::trimmed(line.substr(colon + 1));
    if (!value.empty()) {
        takeHeader(request, wire::trimmed(line.substr(0, colon)), value);
        return;
    }
    const std::string_view name = wire::trimmed(line.substr(0, line.find_first_of(":;")));
    if (!wire::isToken(name)) {
        leaveOut(request, "A header", "it has no name with a colon behind it");
    } else if (const auto added = addHeaderLine(request.options, line, "header"); !added) {
        leaveOut(request, "A header", added.error().what);
    }
}

void takeCookies(PastedRequest& request, std::string_view text)
{
    std::vector<Cookie> cookies;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view pair = wire::trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = pair.find('=');
        if (pair.empty()) {
            continue;
        }
        if (equals == NotFound || !wire::isToken(pair.substr(0, equals))) {
            request.options.headers.push_back({"Cookie", std::string(text)});
            return;
        }
        cookies.push_back(
            {std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1))});
    }
    std::ranges::move(cookies, std::back_inserter(request.options.cookies));
}

void takeUser(PastedRequest& request, std::string_view text)
{
    const std::size_t colon = std::min(text.find(':'), text.size());
    request.options.authorization = {Authorization::Scheme::Basic,
                                     std::string(text.substr(0, colon)),
                                     std::string(text.substr(std::min(colon + 1, text.size())))};
    if (colon == text.size()) {
        leaveOut(request, "The password", "the line has none");
    }
}

void finishProxy(PastedRequest& request, int usualPort)
{
    if (request.proxy.empty()) {
        return;
    }
    std::string_view written = request.proxy;
    const std::size_t schemeEnd = written.find("://");
    const QString scheme = schemeEnd == NotFound
                               ? QStringLiteral("http")
                               : toQString(written.substr(0, schemeEnd)).toLower();
    written.remove_prefix(schemeEnd == NotFound ? 0 : schemeEnd + 3);
    const std::string_view authority = written.substr(0, written.find('/'));
    if (scheme != QLatin1String("http") && scheme != QLatin1String("socks5") &&
        scheme != QLatin1String("socks5h")) {
        leaveOut(request, "The proxy", "only HTTP and SOCKS5 proxies can be used");
        return;
    }
    QUrl url(scheme + QLatin1String("://") + toQString(authority), QUrl::TolerantMode);
    if (!url.isValid() || url.host().isEmpty()) {
        leaveOut(request, "The proxy", "it is no host and port");
        return;
    }
    if (!namesPort(authority)) {
        url.setPort(usualPort);
    }
    if (!request.proxyUser.empty()) {
        const QString user = toQString(request.proxyUser);
        url.setUserName(user.section(QLatin1Char(':'), 0, 0), QUrl::DecodedMode);
        url.setPassword(user.section(QLatin1Char(':'), 1), QUrl::DecodedMode);
    }
    request.options.proxy.use = ProxyOptions::Use::Given;
    request.options.proxy.url = url;
}

std::optional<std::chrono::milliseconds> secondsFrom(std::string_view text)
{
    constexpr double Longest = 1'000'000;
    constexpr double Milliseconds = 1000;
    bool ok = false;
    const double seconds = toQString(text).toDouble(&ok);
    if (!ok || !(seconds > 0) || seconds > Longest) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(std::llround(std::ceil(seconds * Milliseconds)));
}

QString addressFrom(std::string_view url)
{
    QString address = toQString(url).trimmed();
    const qsizetype scheme = address.indexOf(QLatin1String("://"));
    if (scheme < 0) {
        return QLatin1String("ws://") + address;
    }
    const QString name = address.left(scheme).toLower();
    if (name == QLatin1String("http") || name == QLatin1String("https")) {
        address.replace(0, scheme,
                        name == QLatin1String("http") ? QLatin1String("ws") : QLatin1String("wss"));
    }
    return address;
}

} // namespace framescope::connection
