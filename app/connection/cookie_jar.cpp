// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/cookie_jar.h"

#include "connection/field_text.h"

#include <QDateTime>
#include <QHostAddress>
#include <QNetworkCookieJar>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

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

QString withoutDot(const QString& domain)
{
    return domain.startsWith(QLatin1Char('.')) ? domain.mid(1) : domain;
}

bool isAddress(const QString& host)
{
    return !QHostAddress(host).isNull();
}

/// RFC 6265 5.1.3: an IP address is within itself alone.
bool isWithin(const QString& host, const QString& domain)
{
    return host == domain || (host.endsWith(QLatin1Char('.') + domain) && !isAddress(host));
}

/// Whether the host may set a cookie for the Domain. Qt's list of public suffixes lacks some names
/// without a dot, such as "com".
bool maySet(const QString& host, const QString& domain)
{
    return domain.isEmpty() || domain == host ||
           (domain.contains(QLatin1Char('.')) && isWithin(host, domain));
}

/// Whether the prefix of its name, if any, says the truth about its attributes (RFC 6265bis 4.1.3).
bool keepsPrefix(const QNetworkCookie& cookie)
{
    const QByteArray name = cookie.name().toLower();
    if (name.startsWith("__host-")) {
        return cookie.isSecure() && cookie.domain().isEmpty() &&
               cookie.path() == QLatin1String("/");
    }
    return !name.startsWith("__secure-") || cookie.isSecure();
}

/// Whether it would stand beside or in place of a Secure one of the same name (RFC 6265bis 5.7).
bool hides(const QNetworkCookie& cookie, const QNetworkCookie& secure)
{
    const QString domain = withoutDot(cookie.domain());
    const QString other = withoutDot(secure.domain());
    const QString path = secure.path();
    return secure.isSecure() && cookie.name() == secure.name() &&
           (isWithin(domain, other) || isWithin(other, domain)) &&
           (cookie.path() == path ||
            cookie.path().startsWith(path.endsWith(QLatin1Char('/')) ? path
                                                                     : path + QLatin1Char('/')));
}

/// The path of a cookie that is set without one (RFC 6265 5.1.4); Qt's ends with a slash.
QString usualPath(const QUrl& url)
{
    return url.path().left(std::max<qsizetype>(url.path().lastIndexOf(QLatin1Char('/')), 1));
}

/// Whether it can be written in one line of a request or a file, and is not too large (RFC 6265bis
/// 5.6).
bool isPlain(const QNetworkCookie& cookie)
{
    constexpr qsizetype MaxCookie = 4096;
    constexpr qsizetype MaxPath = 1024;
    if (cookie.name().size() + cookie.value().size() > MaxCookie ||
        cookie.path().toUtf8().size() > MaxPath) {
        return false;
    }
    const auto hasNone = [](const QByteArray& text) { return !hasControl(text.toStdString()); };
    return !cookie.name().isEmpty() && hasNone(cookie.name()) && hasNone(cookie.value()) &&
           hasNone(cookie.domain().toUtf8()) && hasNone(cookie.path().toUtf8());
}

} // namespace

/// Gives access to what Qt's jar keeps protected, and bounds it.
class CookieJar::Jar : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::allCookies;
    using QNetworkCookieJar::validateCookie;

    /// Each replaces the one of the same name, domain and path; an expired one removes it. The
    /// oldest are dropped.
    void add(QList<QNetworkCookie> added);

    mutable std::mutex mutex;
};

void CookieJar::Jar::add(QList<QNetworkCookie> added)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<QNetworkCookie> all = allCookies() + added;
    std::set<std::tuple<QByteArray, QString, QString>> seen;
    std::map<QString, int> ofDomain;
    QList<QNetworkCookie> kept;
    for (auto cookie = all.crbegin(); cookie != all.crend() && kept.size() < Most; ++cookie) {
        int& count = ofDomain[withoutDot(cookie->domain())];
        if (count < MostOfDomain &&
            seen.emplace(cookie->name(), cookie->domain(), cookie->path()).second &&
            (cookie->isSessionCookie() || cookie->expirationDate() > now)) {
            ++count;
            kept.append(*cookie);
        }
    }
    std::ranges::reverse(kept);
    setAllCookies(kept);
}

CookieJar::CookieJar() : jar_(std::make_unique<Jar>()) {}
CookieJar::~CookieJar() = default;

std::vector<std::string> CookieJar::take(const QUrl& url, const wire::HeaderFields& response)
{
    const std::lock_guard lock(jar_->mutex);
    const QUrl from = asHttp(url);
    const QList<QNetworkCookie> before = jar_->allCookies();
    QList<QNetworkCookie> taken;
    std::vector<std::string> names;
    for (const wire::HeaderField& field : response) {
        if (!wire::equalsIgnoreCase(field.name, "Set-Cookie")) {
            continue;
        }
        for (QNetworkCookie cookie :
             QNetworkCookie::parseCookies(QByteArray::fromStdString(field.value))) {
            if (!mayTake(cookie, from, before)) {
                continue;
            }
            if (cookie.isSessionCookie() ||
                cookie.expirationDate() > QDateTime::currentDateTimeUtc()) {
                names.push_back(cookie.name().toStdString());
            }
            taken.append(cookie);
        }
    }
    jar_->add(taken);
    return names;
}

/// Fills in the path and domain that the cookie lacks.
bool CookieJar::mayTake(QNetworkCookie& cookie, const QUrl& from,
                        const QList<QNetworkCookie>& before) const
{
    const bool secure = from.scheme() == QLatin1String("https");
    const QString domain = withoutDot(cookie.domain()).toLower();
    if (!maySet(from.host(), domain) || !keepsPrefix(cookie) || (cookie.isSecure() && !secure)) {
        return false;
    }
    if (isAddress(from.host())) {
        cookie.setDomain(QString());
    }
    if (!cookie.path().startsWith(QLatin1Char('/'))) {
        cookie.setPath(usualPath(from));
    }
    cookie.normalize(from);
    return isPlain(cookie) && jar_->validateCookie(cookie, from) &&
           (secure || std::ranges::none_of(before, [&](const QNetworkCookie& other) {
                return hides(cookie, other);
            }));
}

std::vector<Cookie> CookieJar::cookiesFor(const QUrl& url) const
{
    const std::lock_guard lock(jar_->mutex);
    std::vector<Cookie> cookies;
    for (const QNetworkCookie& cookie : jar_->cookiesForUrl(asHttp(url))) {
        if (isWithin(url.host(), withoutDot(cookie.domain()))) {
            cookies.push_back({cookie.name().toStdString(), cookie.value().toStdString()});
        }
    }
    return cookies;
}

QList<QNetworkCookie> CookieJar::all() const
{
    const std::lock_guard lock(jar_->mutex);
    QList<QNetworkCookie> all = jar_->allCookies();
    all.removeIf([now = QDateTime::currentDateTimeUtc()](const QNetworkCookie& cookie) {
        return !cookie.isSessionCookie() && cookie.expirationDate() <= now;
    });
    return all;
}

void CookieJar::put(const QList<QNetworkCookie>& cookies)
{
    const std::lock_guard lock(jar_->mutex);
    jar_->add(cookies);
}

void CookieJar::remove(const QNetworkCookie& cookie)
{
    const std::lock_guard lock(jar_->mutex);
    jar_->deleteCookie(cookie);
}

} // namespace framescope::connection
