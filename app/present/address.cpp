// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/address.h"

namespace framescope::present {

namespace {

bool isThisMachine(const QString& host)
{
    return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) ||
           host == QLatin1String("::1");
}

} // namespace

Result<QUrl> urlFromInput(const QString& input)
{
    const QString text = input.trimmed();
    if (text.isEmpty()) {
        return failure("there is no address", {}, "type one, for instance wss://example.com/chat");
    }
    QUrl url;
    if (text.contains(QLatin1String("://"))) {
        url = QUrl(text, QUrl::StrictMode);
    } else {
        url = QUrl(QStringLiteral("wss://") + text, QUrl::StrictMode);
        if (isThisMachine(url.host())) {
            url.setScheme(QStringLiteral("ws"));
        }
    }
    if (!url.isValid()) {
        return failure("this is not a URL: " + url.errorString().toStdString(), text.toStdString());
    }
    if (url.scheme() == QLatin1String("http")) {
        url.setScheme(QStringLiteral("ws"));
    } else if (url.scheme() == QLatin1String("https")) {
        url.setScheme(QStringLiteral("wss"));
    }
    if (url.scheme() != QLatin1String("ws") && url.scheme() != QLatin1String("wss")) {
        return failure("the scheme of a WebSocket is ws or wss, not " + url.scheme().toStdString(),
                       text.toStdString());
    }
    if (url.host().isEmpty()) {
        return failure("the address names no host", text.toStdString());
    }
    return url;
}

QString addressTitle(const QUrl& url)
{
    QString title = url.host();
    if (url.port() != -1) {
        title += QLatin1Char(':') + QString::number(url.port());
    }
    return url.path() == QLatin1String("/") ? title : title + url.path();
}

} // namespace framescope::present
