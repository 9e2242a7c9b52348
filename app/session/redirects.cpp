// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redirects.h"

#include "base/text/qt_string.h"
#include "connection/request_head.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace framescope::session {

namespace {

using connection::Target;

constexpr std::array<int, 5> RedirectingStatus{301, 302, 303, 307, 308};

/// The URL that a Location leads to, in a WebSocket's scheme and without a fragment.
Result<QUrl> destination(const Target& from, const std::string& location)
{
    QUrl base = from.url;
    base.setUserInfo(QString());
    const QUrl given(toQString(location), QUrl::TolerantMode);
    QUrl url = base.resolved(given);
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https")) {
        url.setScheme(scheme == QLatin1String("http") ? QStringLiteral("ws")
                                                      : QStringLiteral("wss"));
    }
    url.setFragment(QString());
    const std::string shown =
        redaction::withoutValues(redaction::textWithoutSecrets(location), from.secrets);
    if (!given.isValid() || !url.isValid()) {
        return failure("the redirect to " + shown + " is not followed: that is no URL");
    }
    if (url.scheme() != QLatin1String("ws") && url.scheme() != QLatin1String("wss")) {
        return failure("the redirect to " + shown +
                       " is not followed: it leads to no http, https, "
                       "ws or wss");
    }
    if (url.host().isEmpty()) {
        return failure("the redirect to " + shown + " is not followed: it names no host");
    }
    if (from.secure && url.scheme() == QLatin1String("ws")) {
        return failure("the redirect to " + shown +
                       " is not followed: it leads from wss to ws, "
                       "where nothing is encrypted");
    }
    return url;
}

bool isSameOrigin(const Target& from, const QUrl& to)
{
    const bool secure = to.scheme() == QLatin1String("wss");
    return secure == from.secure && to.host(QUrl::FullyEncoded) == from.host &&
           to.port(secure ? 443 : 80) == from.port;
}

/// What is asked for, and where. The same once more is a circle.
std::string placeOf(const Target& target)
{
    return (target.secure ? "wss " : "ws ") + target.host.toStdString() + ' ' +
           std::to_string(target.port) + target.resource + ' ' + headerValue(target.cookies);
}

} // namespace

Target Redirects::begin(Target asked)
{
    chosen_ = asked.cookies;
    if (asked.keepCookies && asked.cookieJar) {
        jar_ = asked.cookieJar;
    }
    if (asked.rawRequest.empty()) {
        asked.cookies = cookiesFor(asked.url);
        fitCookies(asked);
    }
    return asked;
}

void Redirects::take(const Target& from, const wire::HttpHead& response)
{
    for (std::string& name : jar_->take(from.url, response.fields)) {
        set_.insert(std::move(name));
    }
}

/// Those that were chosen, then those of the jar.
std::vector<connection::Cookie> Redirects::cookiesFor(const QUrl& url) const
{
    const auto has = [](const std::vector<connection::Cookie>& cookies, const std::string& name) {
        return std::ranges::find(cookies, name, &connection::Cookie::name) != cookies.end();
    };
    const std::vector<connection::Cookie> kept = jar_->cookiesFor(url);
    std::vector<connection::Cookie> chosen = chosen_;
    std::erase_if(chosen, [&](const connection::Cookie& cookie) {
        return set_.contains(cookie.name) && has(kept, cookie.name);
    });
    std::vector<connection::Cookie> cookies = chosen;
    std::ranges::copy_if(kept, std::back_inserter(cookies), [&](const connection::Cookie& cookie) {
        return !has(chosen, cookie.name);
    });
    return cookies;
}

/// Leaves out the cookies of the jar that make the head too large, those of the shortest path
/// first.
void Redirects::fitCookies(Target& target) const
{
    constexpr std::string_view AnyKey = "MDEyMzQ1Njc4OWFiY2RlZg==";
    auto& cookies = target.cookies;
    if (cookies.empty()) {
        return;
    }
    for (std::size_t size = requestHead(target, AnyKey).size();
         size > wire::HttpHeadReader::MaxSize && !cookies.empty() &&
         std::ranges::find(chosen_, cookies.back()) == chosen_.end();
         cookies.pop_back()) {
        size -= std::min(size, connection::headerValue({cookies.back()}).size() + 2);
    }
}

std::optional<Result<Target>> Redirects::next(const Target& from, const wire::HttpHead& response)
{
    const std::string* location = response.find("Location");
    if (response.status == 300 && from.followRedirects) {
        return failure("the redirect is not followed: with status 300, the server leaves it to the "
                       "user to choose an address");
    }
    if (std::ranges::find(RedirectingStatus, response.status) == RedirectingStatus.end() ||
        !from.followRedirects) {
        return std::nullopt;
    }
    if (!location || location->empty()) {
        return failure("the redirect can't be followed: it has no Location");
    }
    return destination(from, *location).and_then([&](const QUrl& to) { return follow(from, to); });
}

Result<Target> Redirects::follow(const Target& from, const QUrl& to)
{
    const std::string shown = redaction::withoutValues(
        redaction::textWithoutSecrets(
            to.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toStdString()),
        from.secrets);
    if (++count_ > Most) {
        return failure("the redirect to " + shown +
                       " is not followed: it is the eleventh in a "
                       "row");
    }
    Target target = from;
    QUrl url = to;
    if (!isSameOrigin(from, to)) {
        connection::removeSecrets(target);
        std::erase_if(target.headers, [](const wire::HeaderField& field) {
            return wire::equalsIgnoreCase(field.name, "Host");
        });
        chosen_.clear();
    } else if (url.userInfo().isEmpty()) {
        url.setUserInfo(from.url.userInfo());
    }
    target.cookies = cookiesFor(url);
    visited_.insert(placeOf(from));
    auto found = targetAt(url, std::move(target)).map_error([&](const Error& error) {
        return Error{"the redirect to " + shown + " is not followed: " + error.what, {}, {}};
    });
    return std::move(found).and_then([&](Target&& next) -> Result<Target> {
        fitCookies(next);
        if (visited_.contains(placeOf(next))) {
            return failure("the redirect to " + shown + " is not followed: it leads in a circle");
        }
        return std::move(next);
    });
}

} // namespace framescope::session
