// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/cookie.h"
#include "wire/http/http_head.h"

#include <QList>
#include <QNetworkCookie>
#include <QUrl>

#include <memory>
#include <string>
#include <vector>

namespace framescope::connection {

/// Keeps the cookies that servers set, and gives those that belong to a URL, by the rules of
/// browsers for domain, path, Secure, expiry and the prefixes of names (RFC 6265 5, 6265bis).
/// Thread-safe: connections take and use cookies while the window shows them.
class CookieJar
{
public:
    /// The oldest of more are dropped.
    static constexpr int MostOfDomain = 50;
    static constexpr int Most = 3000;

    CookieJar();
    ~CookieJar();

    /// Takes the Set-Cookie fields of a response to the opening handshake with `url` (ws or wss),
    /// whether it accepted, refused or redirected. Returns the names of those that it took.
    std::vector<std::string> take(const QUrl& url, const wire::HeaderFields& response);

    /// The cookies to send to `url` (ws or wss), those of the longest path first.
    std::vector<Cookie> cookiesFor(const QUrl& url) const;

    /// All cookies that have not expired.
    QList<QNetworkCookie> all() const;
    /// Adds cookies; each replaces the one of the same name, domain and path.
    void put(const QList<QNetworkCookie>& cookies);
    void remove(const QNetworkCookie& cookie);

private:
    class Jar;

    bool mayTake(QNetworkCookie& cookie, const QUrl& from,
                 const QList<QNetworkCookie>& before) const;

    std::unique_ptr<Jar> jar_;
};

} // namespace framescope::connection
