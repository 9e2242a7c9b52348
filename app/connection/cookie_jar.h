// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/cookie.h"
#include "wire/http/http_head.h"

#include <QUrl>

#include <memory>
#include <string>
#include <vector>

namespace framescope::connection {

/// Keeps the cookies that servers set, and gives those that belong to a URL, by the rules of
/// browsers for domain, path, Secure and expiry (RFC 6265 5).
class CookieJar
{
public:
    CookieJar();
    ~CookieJar();
    CookieJar(CookieJar&&) noexcept;
    CookieJar& operator=(CookieJar&&) noexcept;

    /// Takes the Set-Cookie fields of a response to the opening handshake with `url` (ws or wss),
    /// whether it accepted, refused or redirected. Returns how many cookies the jar took.
    std::size_t take(const QUrl& url, const wire::HeaderFields& response);

    /// The cookies to send to `url` (ws or wss), those of the longest path first.
    std::vector<Cookie> cookiesFor(const QUrl& url) const;

    bool isEmpty() const;

    /// All cookies that have not expired, each as a Set-Cookie value with its domain, to be stored
    /// with a saved connection; they are secrets. `restore` reads them again.
    std::vector<std::string> stored() const;
    void restore(const std::vector<std::string>& stored);

private:
    class Jar;
    std::unique_ptr<Jar> jar_;
};

} // namespace framescope::connection
