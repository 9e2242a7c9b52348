// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/cookie_jar.h"
#include "connection/target.h"
#include "wire/http/http_head.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace framescope::session {

/// Follows the redirects of one attempt to connect (RFC 9110 15.4): at most ten, never from wss to
/// ws. Credentials, cookies, and certificates that were chosen go to the same scheme, host and port
/// alone; the cookies that responses set go where browsers would send them (RFC 6265 5.4). They are
/// kept in the jar of the options, or for this attempt. A cookie that was chosen is sent in place
/// of one in the jar, unless a response of this attempt set that.
class Redirects
{
public:
    static constexpr int Most = 10;

    /// Begins an attempt: the target that was asked for, with the cookies in the jar.
    connection::Target begin(connection::Target asked);
    /// Takes the cookies that a response sets.
    void take(const connection::Target& from, const wire::HttpHead& response);

    /// The next target after a response; nullopt if that is no redirect (301, 302, 303, 307, 308).
    /// An error says why a redirect is not followed.
    std::optional<Result<connection::Target>> next(const connection::Target& from,
                                                   const wire::HttpHead& response);

private:
    Result<connection::Target> follow(const connection::Target& from, const QUrl& to);
    std::vector<connection::Cookie> cookiesFor(const QUrl& url) const;
    void fitCookies(connection::Target& target) const;

    std::shared_ptr<connection::CookieJar> jar_ = std::make_shared<connection::CookieJar>();
    std::set<std::string> set_;              ///< names of the cookies that responses set
    std::set<std::string> visited_;          ///< targets with the cookies that were sent there
    std::vector<connection::Cookie> chosen_; ///< of the user, for the current server
    int count_ = 0;
};

} // namespace framescope::session
