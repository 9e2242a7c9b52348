// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/format/proxy_address.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace framescope::collection {

namespace {

const QString TemplateScheme = QStringLiteral("template");
const QString UserItem = QStringLiteral("user");
const QString PasswordItem = QStringLiteral("password");

bool hasTemplate(const QString& text)
{
    return text.contains(QLatin1String("{{"));
}

/// A text as an item of a query, where & and + have a meaning.
QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

/// With user and password as they stand in the URL, in fields of their own.
ProxyText withoutUserInfo(const QString& url)
{
    static const QRegularExpression Form(
        QStringLiteral("^([^/@]*://)([^/@:]*)(?::([^/@]*))?@(.*)$"));
    const auto found = Form.match(url);
    const auto decoded = [&found](int part) {
        return QUrl::fromPercentEncoding(found.captured(part).toUtf8());
    };
    return found.hasMatch()
               ? ProxyText{found.captured(1) + found.captured(4), decoded(2), decoded(3)}
               : ProxyText{url, {}, {}};
}

} // namespace

QUrl proxyFrom(const ProxyText& text)
{
    const QString typed = text.url.trimmed();
    QUrl url(typed);
    const bool fits = url.isValid() && !url.host().isEmpty() && !hasTemplate(url.host());
    if (fits || !hasTemplate(typed)) {
        if (!text.user.isEmpty()) {
            url.setUserName(text.user, QUrl::DecodedMode);
        }
        if (!text.password.isEmpty()) {
            url.setPassword(text.password, QUrl::DecodedMode);
        }
        return url;
    }
    const ProxyText parts = text.user.isEmpty() && text.password.isEmpty()
                                ? withoutUserInfo(typed)
                                : ProxyText{typed, text.user, text.password};
    QUrl held;
    held.setScheme(TemplateScheme);
    held.setPath(parts.url, QUrl::DecodedMode);
    QUrlQuery query;
    query.addQueryItem(UserItem, encoded(parts.user));
    query.addQueryItem(PasswordItem, encoded(parts.password));
    held.setQuery(query);
    return held;
}

ProxyText proxyTextOf(const QUrl& url)
{
    if (url.scheme() != TemplateScheme) {
        return {url.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded),
                url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)};
    }
    const QUrlQuery query(url);
    return {url.path(QUrl::FullyDecoded), query.queryItemValue(UserItem, QUrl::FullyDecoded),
            query.queryItemValue(PasswordItem, QUrl::FullyDecoded)};
}

} // namespace framescope::collection
