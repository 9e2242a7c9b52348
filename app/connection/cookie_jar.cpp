// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/cookie_jar.h"

#include "connection/field_text.h"

#include <QDateTime>
#include <QNetworkCookieJar>

#include <algorithm>
#include <mutex>

namespace framescope::connection {

namespace {

/// The URL in the scheme that Qt's jar knows: Secure cookies go to https alone.
QUrl asHttp(QUrl url)
{
    const bool secure = url.scheme() == QLatin1String("wss");
    url.setScheme(secure ? QStringLiteral("https") : QStringLiteral("http"));
    if (url.path().isEmpty()) {
        url.setPath(QStringLiteral("/"));
    }
    return url;
}

/// Whether a Domain is a name without a dot, such as "com", and not the host itself. Qt's list of
/// public suffixes lacks some of these.
bool isForTopLevel(QString domain, const QString& host)
{
    if (domain.startsWith(QLatin1Char('.'))) {
        domain.remove(0, 1);
    }
    return !domain.isEmpty() && !domain.contains(QLatin1Char('.')) && domain != host;
}

/// The path of a cookie that is set without one (RFC 6265 5.1.4); Qt's ends with a slash.
QString usualPath(const QUrl& url)
{
    return url.path().left(std::max<qsizetype>(url.path().lastIndexOf(QLatin1Char('/')), 1));
}

/// Whether it can be written in one line of a request or a file.
bool isPlain(const QNetworkCookie& cookie)
{
    const auto hasNone = [](const QByteArray& text) { return !hasControl(text.toStdString()); };
    return !cookie.name().isEmpty() && hasNone(cookie.name()) && hasNone(cookie.value()) &&
           hasNone(cookie.domain().toUtf8()) && hasNone(cookie.path().toUtf8());
}

} // namespace

/// Gives access to all cookies, which Qt's jar keeps protected.
class CookieJar::Jar : public QNetworkCookieJar
{
public:
    QList<QNetworkCookie> all() const { return allCookies(); }

    mutable std::mutex mutex;
};

CookieJar::CookieJar() : jar_(std::make_unique<Jar>()) {}
CookieJar::~CookieJar() = default;

std::vector<std::string> CookieJar::take(const QUrl& url, const wire::HeaderFields& response)
{
    const std::lock_guard lock(jar_->mutex);
    std::vector<std::string> names;
    const QUrl from = asHttp(url);
    for (const wire::HeaderField& field : response) {
        if (!wire::equalsIgnoreCase(field.name, "Set-Cookie")) {
            continue;
        }
        for (QNetworkCookie cookie :
             QNetworkCookie::parseCookies(QByteArray::fromStdString(field.value))) {
            if (!cookie.path().startsWith(QLatin1Char('/'))) {
                cookie.setPath(usualPath(from));
            }
            if (isPlain(cookie) && !isForTopLevel(cookie.domain(), from.host()) &&
                jar_->setCookiesFromUrl({cookie}, from)) {
                names.push_back(cookie.name().toStdString());
            }
        }
    }
    return names;
}

std::vector<Cookie> CookieJar::cookiesFor(const QUrl& url) const
{
    const std::lock_guard lock(jar_->mutex);
    std::vector<Cookie> cookies;
    for (const QNetworkCookie& cookie : jar_->cookiesForUrl(asHttp(url))) {
        cookies.push_back({cookie.name().toStdString(), cookie.value().toStdString()});
    }
    return cookies;
}

QList<QNetworkCookie> CookieJar::all() const
{
    const std::lock_guard lock(jar_->mutex);
    QList<QNetworkCookie> all = jar_->all();
    all.removeIf([now = QDateTime::currentDateTimeUtc()](const QNetworkCookie& cookie) {
        return !cookie.isSessionCookie() && cookie.expirationDate() <= now;
    });
    return all;
}

void CookieJar::put(const QList<QNetworkCookie>& cookies)
{
    const std::lock_guard lock(jar_->mutex);
    for (const QNetworkCookie& cookie : cookies) {
        jar_->insertCookie(cookie);
    }
}

void CookieJar::remove(const QNetworkCookie& cookie)
{
    const std::lock_guard lock(jar_->mutex);
    jar_->deleteCookie(cookie);
}

} // namespace framescope::connection
