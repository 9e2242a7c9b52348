// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection_options.h"

#include "connection/proxy.h"
#include "wire/http/http_token.h"

#include <algorithm>

namespace framescope::connection {

namespace {

/// The characters of a token (RFC 9110 5.6.2).
constexpr const char* TokenHint = "use letters, digits and !#$%&'*+-.^_`|~";

bool hasControl(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

Result<void> checkHeaders(const wire::HeaderFields& headers)
{
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (!wire::isToken(headers[i].name)) {
            return failure("its name has a character that a name may not have",
                           "header " + std::to_string(i + 1), TokenHint);
        }
        if (hasControl(headers[i].value)) {
            return failure("its value has a line break or NUL, which no header may have",
                           "header " + headers[i].name);
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

} // namespace

Result<void> check(const ConnectionOptions& options)
{
    auto done = checkHeaders(options.headers).and_then([&] {
        return checkSubprotocols(options.subprotocols);
    });
    if (done && hasControl(options.origin.toStdString())) {
        return failure("it has a line break or NUL, which no header may have", "origin");
    }
    if (done && options.tls.certFile.isEmpty() != options.tls.keyFile.isEmpty()) {
        return failure("both are needed, or neither", "client certificate and key");
    }
    if (done && options.proxy.use == ProxyOptions::Use::Given) {
        done = proxyFrom(options.proxy.url).map([](const Proxy& /*proxy*/) {});
    }
    return done.and_then([&] { return checkBehaviours(options); });
}

Result<void> addHeaderLine(ConnectionOptions& options, std::string_view line, std::string where)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return failure("there is no colon after the name", std::move(where), "write 'Name: value'");
    }
    options.headers.push_back({std::string(wire::trimmed(line.substr(0, colon))),
                               std::string(wire::trimmed(line.substr(colon + 1)))});
    return {};
}

} // namespace framescope::connection
