// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/cookie_jar.h"

#include <QDateTime>
#include <QNetworkCookie>
#include <QNetworkCookieJar>

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

} // namespace

/// Gives access to all cookies, which Qt's jar keeps protected.
class CookieJar::Jar : public QNetworkCookieJar
{
public:
    QList<QNetworkCookie> all() const { return allCookies(); }
    void setAll(const QList<QNetworkCookie>& cookies) { setAllCookies(cookies); }
};

CookieJar::CookieJar() : jar_(std::make_unique<Jar>()) {}
CookieJar::~CookieJar() = default;
CookieJar::CookieJar(CookieJar&&) noexcept = default;
CookieJar& CookieJar::operator=(CookieJar&&) noexcept = default;

std::size_t CookieJar::take(const QUrl& url, const wire::HeaderFields& response)
{
    std::size_t taken = 0;
    const QUrl from = asHttp(url);
    for (const wire::HeaderField& field : response) {
        if (!wire::equalsIgnoreCase(field.name, "Set-Cookie")) {
            continue;
        }
        for (const QNetworkCookie& cookie :
             QNetworkCookie::parseCookies(QByteArray::fromStdString(field.value))) {
            const bool allowed = !isForTopLevel(cookie.domain(), from.host());
            taken += allowed && jar_->setCookiesFromUrl({cookie}, from) ? 1 : 0;
        }
    }
    return taken;
}

std::vector<Cookie> CookieJar::cookiesFor(const QUrl& url) const
{
    std::vector<Cookie> cookies;
    for (const QNetworkCookie& cookie : jar_->cookiesForUrl(asHttp(url))) {
        cookies.push_back({cookie.name().toStdString(), cookie.value().toStdString()});
    }
    return cookies;
}

bool CookieJar::isEmpty() const
{
    return jar_->all().isEmpty();
}

std::vector<std::string> CookieJar::stored() const
{
    std::vector<std::string> stored;
    const QDateTime time = QDateTime::currentDateTimeUtc();
    for (const QNetworkCookie& cookie : jar_->all()) {
        if (cookie.isSessionCookie() || cookie.expirationDate() > time) {
            stored.push_back(cookie.toRawForm(QNetworkCookie::Full).toStdString());
        }
    }
    return stored;
}

void CookieJar::restore(const std::vector<std::string>& stored)
{
    QList<QNetworkCookie> all;
    for (const std::string& text : stored) {
        all += QNetworkCookie::parseCookies(QByteArray::fromStdString(text));
    }
    jar_->setAll(all);
}

} // namespace framescope::connection
