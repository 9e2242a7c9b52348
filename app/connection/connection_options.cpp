// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection_options.h"

#include "base/text/qt_string.h"
#include "connection/field_text.h"
#include "connection/proxy.h"
#include "connection/request_head.h"
#include "redaction/secret_values.h"
#include "wire/http/http_token.h"

namespace framescope::connection {

namespace {

Result<void> checkHeaders(const wire::HeaderFields& headers)
{
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (!wire::isToken(headers[i].name)) {
            return failure("its name has a character that a name may not have",
                           "header " + std::to_string(i + 1), TokenHint);
        }
        if (hasLineEnd(headers[i].value)) {
            return failure("its value has a line break or NUL, which no header may have",
                           "header " + headers[i].name);
        }
    }
    return {};
}

Result<void> checkLeftOut(const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        if (!isOwnLine(name)) {
            return failure("Framescope sends no such line, so it can't be left out",
                           wire::isToken(name) ? "header " + name : "header");
        }
    }
    return {};
}

Result<void> checkSubprotocols(const QStringList& subprotocols)
{
    for (qsizetype i = 0; i < subprotocols.size(); ++i) {
        const std::string where = "subprotocol " + std::to_string(i + 1);
        if (!wire::isToken(subprotocols[i].toStdString())) {
            return failure(subprotocols[i].isEmpty()
                               ? "its name is empty"
                               : "its name has a character that a name may not have",
                           where, TokenHint);
        }
        if (subprotocols.indexOf(subprotocols[i]) < i) {
            return failure("it is offered twice", where, "each may be offered once (RFC 6455 4.1)");
        }
    }
    return {};
}

/// A ping more often than that would be a flood.
constexpr std::chrono::milliseconds ShortestKeepAlive{100};

Result<void> checkBehaviours(const ConnectionOptions& options)
{
    if (options.keepAlive.count() != 0 && options.keepAlive < ShortestKeepAlive) {
        return failure("pings can be sent every 100 ms at most", "keep-alive",
                       "use 0 to send none, or 0.1 s or more");
    }
    if (options.behaviours.closeWait && options.behaviours.closeWait->count() <= 0) {
        return failure("the time must be 1 ms or more", "after-close");
    }
    if (options.behaviours.pieceSize == 0 && options.behaviours.piecePause.count() > 0) {
        return failure("there is a pause, but no size of the pieces", "pieces");
    }
    return {};
}

Result<void> checkOrigin(const QString& origin)
{
    return hasLineEnd(origin.toStdString())
               ? failure("it has a line break or NUL, which no header may have", "origin")
               : Result<void>();
}

/// The redirected request would be the same text, with the wrong target and host.
Result<void> checkRedirects(const ConnectionOptions& options)
{
    return options.followRedirects && !options.rawRequest.empty()
               ? failure("they can't be followed with a raw request, which has its target and host "
                         "in its text",
                         "redirects")
               : Result<void>();
}

Result<void> checkTimes(const ConnectionOptions& options)
{
    constexpr std::chrono::milliseconds Longest{2'000'000'000};
    struct Time
    {
        std::chrono::milliseconds value;
        std::chrono::milliseconds least;
        const char* name;
    };
    constexpr std::chrono::milliseconds One{1};
    for (const Time& time :
         {Time{options.connectTimeout, One, "connect timeout"},
          Time{options.upgradeTimeout, One, "upgrade timeout"},
          Time{options.closeTimeout, One, "close timeout"},
          Time{options.keepAlive, {}, "keep-alive"},
          Time{options.reconnecting.first, {}, "reconnecting, first wait"},
          Time{options.reconnecting.longest, {}, "reconnecting, longest wait"}}) {
        if (time.value < time.least || time.value > Longest) {
            return failure("it is no time that can be waited", time.name,
                           "from 0.001 to 2000000 seconds");
        }
    }
    if (options.reconnecting.longest < options.reconnecting.first) {
        return failure("the first wait is longer than the longest", "reconnecting");
    }
    return {};
}

Result<void> checkProxy(const ProxyOptions& proxy)
{
    return proxy.use == ProxyOptions::Use::Given
               ? proxyFrom(proxy.url).map([](const Proxy& /*proxy*/) {})
               : Result<void>();
}

} // namespace

QUrl urlForTitle(const ConnectionOptions& options)
{
    QUrl url = options.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (!options.secrets.empty()) {
        url.setPath(toQString(redaction::withoutValues(url.path(QUrl::FullyEncoded).toStdString(),
                                                       options.secrets)),
                    QUrl::TolerantMode);
    }
    return url;
}

Result<void> check(const ConnectionOptions& options)
{
    return checkHeaders(options.headers)
        .and_then([&] { return checkLeftOut(options.leftOut); })
        .and_then([&] { return checkSubprotocols(options.subprotocols); })
        .and_then([&] { return checkOrigin(options.origin); })
        .and_then([&] { return check(options.authorization); })
        .and_then([&] { return check(options.cookies); })
        .and_then([&] { return check(options.tls); })
        .and_then([&] { return checkProxy(options.proxy); })
        .and_then([&] { return check(options.compression); })
        .and_then([&] { return checkTimes(options); })
        .and_then([&] { return checkBehaviours(options); })
        .and_then([&] { return checkRedirects(options); });
}

Result<void> addHeaderLine(ConnectionOptions& options, std::string_view line, std::string where)
{
    const std::size_t colon = line.find(':');
    const std::string_view whole = wire::trimmed(line);
    if (colon == std::string_view::npos && whole.ends_with(';')) {
        options.headers.push_back(
            {std::string(wire::trimmed(whole.substr(0, whole.size() - 1))), std::string()});
        return {};
    }
    if (colon == std::string_view::npos) {
        return failure("there is no colon after the name", std::move(where), "write 'Name: value'");
    }
    std::string name(wire::trimmed(line.substr(0, colon)));
    std::string value(wire::trimmed(line.substr(colon + 1)));
    if (!value.empty()) {
        options.headers.push_back({std::move(name), std::move(value)});
        return {};
    }
    if (!isOwnLine(name)) {
        return failure(
            "it has no value", std::move(where),
            "write 'Name;' for an empty value; 'Name:' leaves out a line that Framescope "
            "sends by itself");
    }
    options.leftOut.push_back(std::move(name));
    return {};
}

} // namespace framescope::connection
