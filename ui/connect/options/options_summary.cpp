// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/options_summary.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "connection/compression.h"
#include "connection/proxy.h"

namespace framescope::ui {

using connection::ConnectionOptions;

namespace {

QString count(std::size_t number, const char* unit)
{
    return toQString(counted(number, unit));
}

void addRequest(QStringList& changes, const ConnectionOptions& usual,
                const ConnectionOptions& options)
{
    if (options.rawRequest != usual.rawRequest) {
        changes += translated("raw request");
        return;
    }
    if (options.headers != usual.headers) {
        changes += count(options.headers.size(), "header line");
    }
    if (options.leftOut != usual.leftOut && !options.leftOut.empty()) {
        QStringList names;
        for (const std::string& name : options.leftOut) {
            names += toQString(name);
        }
        changes += translated("without %1").arg(names.join(QStringLiteral(", ")));
    }
    if (options.subprotocols != usual.subprotocols) {
        changes += count(static_cast<std::size_t>(options.subprotocols.size()), "subprotocol");
    }
    if (options.origin != usual.origin) {
        changes += translated("origin");
    }
}

void addIdentity(QStringList& changes, const ConnectionOptions& usual,
                 const ConnectionOptions& options)
{
    using Scheme = connection::Authorization::Scheme;
    if (options.authorization != usual.authorization) {
        changes += options.authorization.scheme == Scheme::Basic ? translated("user and password")
                   : options.authorization.scheme == Scheme::Bearer
                       ? translated("bearer token")
                       : translated("no authorisation");
    }
    if (options.cookies != usual.cookies) {
        changes += count(options.cookies.size(), "cookie");
    }
    if (options.keepCookies != usual.keepCookies) {
        changes += options.keepCookies ? translated("kept cookies") : translated("no kept cookies");
    }
}

void addTls(QStringList& changes, const connection::TlsOptions& usual,
            const connection::TlsOptions& tls)
{
    if (tls == usual) {
        return;
    }
    QStringList parts;
    const auto add = [&parts](bool differs, const char* what) {
        if (differs) {
            parts += translated(what);
        }
    };
    add(tls.insecure != usual.insecure, QT_TRANSLATE_NOOP("framescope", "any certificate"));
    add(tls.acceptedCertificate != usual.acceptedCertificate,
        QT_TRANSLATE_NOOP("framescope", "an accepted certificate"));
    add(tls.caFile != usual.caFile, QT_TRANSLATE_NOOP("framescope", "authority"));
    add(tls.certFile != usual.certFile || tls.keyFile != usual.keyFile ||
            tls.passPhrase != usual.passPhrase,
        QT_TRANSLATE_NOOP("framescope", "client certificate"));
    add(tls.serverName != usual.serverName, QT_TRANSLATE_NOOP("framescope", "server name"));
    add(tls.lowest != usual.lowest || tls.highest != usual.highest,
        QT_TRANSLATE_NOOP("framescope", "version"));
    add(tls.alpn != usual.alpn, QT_TRANSLATE_NOOP("framescope", "ALPN"));
    changes += translated("TLS: %1").arg(parts.join(QStringLiteral(", ")));
}

void addNetwork(QStringList& changes, const ConnectionOptions& usual,
                const ConnectionOptions& options)
{
    using Use = connection::ProxyOptions::Use;
    addTls(changes, usual.tls, options.tls);
    if (options.proxy == usual.proxy) {
        return;
    }
    const auto proxy = connection::proxyFrom(options.proxy.url);
    changes += options.proxy.use == Use::System ? translated("proxy of the system")
               : options.proxy.use == Use::None ? translated("no proxy")
               : proxy ? translated("proxy %1").arg(toQString(connection::proxyUrl(*proxy)))
                       : translated("proxy");
}

void addMessages(QStringList& changes, const ConnectionOptions& usual,
                 const ConnectionOptions& options)
{
    if (options.compression != usual.compression) {
        changes += offerOf(options.compression).empty() ? translated("no compression")
                                                        : translated("extensions");
    }
    if (options.largestMessage != usual.largestMessage) {
        changes += translated("largest message");
    }
    if (options.strict != usual.strict) {
        changes += options.strict ? translated("strict") : translated("tolerant");
    }
}

void addTiming(QStringList& changes, const ConnectionOptions& usual,
               const ConnectionOptions& options)
{
    if (options.connectTimeout != usual.connectTimeout ||
        options.upgradeTimeout != usual.upgradeTimeout ||
        options.closeTimeout != usual.closeTimeout) {
        changes += translated("timeouts");
    }
    if (options.keepAlive != usual.keepAlive) {
        changes += translated("keep-alive");
    }
    if (options.reconnecting != usual.reconnecting) {
        changes += translated("reconnecting");
    }
    if (options.followRedirects != usual.followRedirects) {
        changes += translated("redirects");
    }
    if (options.behaviours != usual.behaviours) {
        changes += translated("behaviours");
    }
}

} // namespace

QStringList changesFrom(const ConnectionOptions& usual, const ConnectionOptions& options)
{
    QStringList changes;
    addRequest(changes, usual, options);
    addIdentity(changes, usual, options);
    addNetwork(changes, usual, options);
    addMessages(changes, usual, options);
    addTiming(changes, usual, options);
    return changes;
}

} // namespace framescope::ui
