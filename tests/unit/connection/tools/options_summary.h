// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QString>
#include <QStringList>

namespace framescope::connection {

/// Everything in the options that is not as usual, one line each, so that a test can compare it.
inline QStringList summaryOf(const ConnectionOptions& options)
{
    const ConnectionOptions usual;
    QStringList lines;
    const auto add = [&lines](const char* name, const QString& value) {
        if (!value.isEmpty()) {
            lines.append(QLatin1String(name) + QLatin1Char(' ') + value);
        }
    };
    const auto flag = [&lines](const char* name, bool is) {
        if (is) {
            lines.append(QLatin1String(name));
        }
    };
    const auto time = [&lines](const char* name, std::chrono::milliseconds value,
                               std::chrono::milliseconds otherwise) {
        if (value != otherwise) {
            lines.append(QLatin1String(name) + QLatin1Char(' ') + QString::number(value.count()));
        }
    };
    for (const auto& header : options.headers) {
        lines.append(
            QString::fromLatin1(header.name.c_str()) + QLatin1String(": ") +
            QString::fromLatin1(header.value.data(), static_cast<qsizetype>(header.value.size())));
    }
    for (const std::string& name : options.leftOut) {
        add("without", QString::fromStdString(name));
    }
    add("subprotocols", options.subprotocols.join(QLatin1Char('|')));
    add("origin", options.origin);
    if (options.authorization.scheme == Authorization::Scheme::Basic) {
        add("basic", QString::fromStdString(options.authorization.user + "|" +
                                            options.authorization.secret));
    } else if (options.authorization.scheme == Authorization::Scheme::Bearer) {
        add("bearer", QString::fromStdString(options.authorization.secret));
    }
    for (const Cookie& cookie : options.cookies) {
        add("cookie", QString::fromStdString(cookie.name + "=" + cookie.value));
    }
    flag("insecure", options.tls.insecure);
    add("ca", options.tls.caFile);
    add("cert", options.tls.certFile);
    add("key", options.tls.keyFile);
    add("pass", options.tls.passPhrase);
    add("sni", options.tls.serverName);
    flag("tls >= 1.3", options.tls.lowest != usual.tls.lowest);
    flag("tls <= 1.2", options.tls.highest != usual.tls.highest);
    if (options.tls.alpn != usual.tls.alpn) {
        add("alpn", options.tls.alpn.join(QLatin1Char('|')));
    }
    if (options.proxy.use == ProxyOptions::Use::Given) {
        add("proxy", options.proxy.url.toString(QUrl::FullyEncoded));
    }
    flag("system proxy", options.proxy.use == ProxyOptions::Use::System);
    add("except", options.proxy.exceptions);
    add("extensions", QString::fromStdString(options.compression.extensions));
    flag("no compression", !options.compression.offered);
    flag("snct", options.compression.serverNoContextTakeover);
    flag("cnct", options.compression.clientNoContextTakeover);
    if (options.compression.serverMaxWindowBits) {
        add("smwb", QString::number(*options.compression.serverMaxWindowBits));
    }
    if (options.compression.clientMaxWindowBits != usual.compression.clientMaxWindowBits) {
        add("cmwb", QString::number(options.compression.clientMaxWindowBits.value_or(-1)));
    }
    time("connect", options.connectTimeout, usual.connectTimeout);
    time("upgrade", options.upgradeTimeout, usual.upgradeTimeout);
    time("close", options.closeTimeout, usual.closeTimeout);
    time("keep-alive", options.keepAlive, usual.keepAlive);
    if (options.largestMessage > 0) {
        add("largest", QString::number(options.largestMessage));
    }
    flag("redirects", options.followRedirects);
    return lines;
}

} // namespace framescope::connection
