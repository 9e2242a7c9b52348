// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which pages may use the server (RFC 6455 10.2). A browser sends the user's cookies wherever a
// page connects to, so a server that knows its users by them has to look at Origin.
#include "base/text/qt_string.h"
#include "scenario/probe/cases/case_builder.h"

#include <utility>

namespace framescope::scenario::probe {

namespace {

using connection::ConnectionOptions;

constexpr const char* Origins = "RFC 6455 10.2";
const QString Foreign = QStringLiteral("https://framescope-probe.invalid");

/// The origin of a page that the server itself would serve.
QString ownOrigin(const ConnectionOptions& options)
{
    const bool secure = options.url.scheme() == QLatin1String("wss");
    return QLatin1String(secure ? "https://" : "http://") +
           options.url.authority(QUrl::FullyEncoded).section(QLatin1Char('@'), -1);
}

Prepare fromPage(const QString& origin)
{
    return [origin](ConnectionOptions& options) { options.origin = origin; };
}

Prepare fromLike(const QString& before, const QString& after)
{
    return [=](ConnectionOptions& options) {
        const QString own = ownOrigin(options);
        const qsizetype host = own.indexOf(QLatin1String("://")) + 3;
        options.origin = own.left(host) + before + own.mid(host) + after;
    };
}

/// Cookies of a user: those that were given, or one that means nothing.
void addCookies(ConnectionOptions& options)
{
    if (options.cookies.empty()) {
        options.cookies.push_back({"framescope", "probe"});
    }
}

void removeCredentials(ConnectionOptions& options)
{
    options.cookies.clear();
    options.authorization = {};
    options.url.setUserInfo({});
    std::erase_if(options.headers, [](const wire::HeaderField& field) {
        return wire::equalsIgnoreCase(field.name, "Cookie") ||
               wire::equalsIgnoreCase(field.name, "Authorization");
    });
}

Judgement anyPage(bool opened)
{
    return opened ? Judgement{Verdict::NonStrict, "the server is open to pages of any site, which "
                                                  "is right only for a service without users"}
                  : Judgement{Verdict::Ok};
}

void addForeign(CaseBuilder& to)
{
    Case& without = to.add("The Origin of another site, without cookies", Origins, {},
                           {opening([](ConnectionOptions& options) {
                               removeCredentials(options);
                               options.origin = Foreign;
                           })});
    without.expected = "It is refused with 403, unless the service is for pages of any site.";
    without.judge = [](const std::vector<Observation>& seen, const Facts&) {
        return anyPage(seen.front().opened);
    };
    const auto withCookies = [](const QString& origin) {
        return opening([origin](ConnectionOptions& options) {
            addCookies(options);
            options.origin = origin.isEmpty() ? ownOrigin(options) : origin;
        });
    };
    Case& with = to.add("The Origin of another site, with the user's cookies", Origins, {},
                        {withCookies(Foreign), withCookies({}), opening([](auto& options) {
                             removeCredentials(options);
                             options.origin = ownOrigin(options);
                         })});
    with.expected = "It is refused with 403 where cookies decide who the user is.";
    with.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const bool foreign = seen[0].opened;
        const bool own = seen[1].opened;
        const bool stranger = seen[2].opened;
        if (!foreign) {
            return own ? Judgement{Verdict::Ok}
                       : Judgement{Verdict::NotTried, "the server refuses its own origin too; give "
                                                      "--cookie or other credentials"};
        }
        return stranger ? anyPage(true)
                        : Judgement{Verdict::Failed,
                                    "a page of any site can act for a user who is logged in: the "
                                    "server wants cookies, but does not look at Origin"};
    };
}

/// An Origin that only a careless comparison takes for the server's own.
void addLookalike(CaseBuilder& to, const char* title, Prepare prepare)
{
    Case& made =
        to.add(title, Origins, {}, {opening(std::move(prepare)), opening(fromPage(Foreign))});
    made.expected = "It is refused as any other site is.";
    made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const bool evaded = seen[0].opened && !seen[1].opened;
        return evaded ? Judgement{Verdict::Failed, "the check of Origin can be evaded"}
                      : anyPage(seen[0].opened);
    };
}

/// An Origin that no browser sends; the server need not look at it.
void addOdd(CaseBuilder& to, const char* title, Prepare prepare)
{
    Case& made = to.add(title, "RFC 6454 7", {}, {opening(std::move(prepare), 8 * Kibi)});
    made.expected = "It is refused, or not looked at.";
    made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const Observation& first = seen.front();
        return first.opened ? Judgement{Verdict::Informational, "the server does not look at it"}
               : first.ending == Ending::Refused && first.status < 500
                   ? Judgement{Verdict::Ok}
                   : Judgement{Verdict::NonStrict, "the server did not refuse it in order"};
    };
}

} // namespace

void addOrigins(CaseBuilder& to)
{
    to.begin("origin");
    Case& own =
        to.add("The server's own Origin", Origins, {},
               {opening([](ConnectionOptions& options) { options.origin = ownOrigin(options); })});
    own.expected = "The connection opens.";
    own.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        return seen.front().opened
                   ? Judgement{Verdict::Ok}
                   : Judgement{Verdict::Informational, "the server's pages have another origin"};
    };
    addForeign(to);
    addLookalike(to, "An Origin that begins with the server's name",
                 fromLike({}, QStringLiteral(".framescope-probe.invalid")));
    addLookalike(to, "An Origin that ends with the server's name",
                 fromLike(QStringLiteral("framescope-probe-"), {}));
    addLookalike(to, "Origin: null, as of a sandboxed frame", fromPage(QStringLiteral("null")));
    addOdd(to, "An Origin that is none", fromPage(QStringLiteral("not an origin")));
    addOdd(to, "An Origin of 8 KiB",
           fromPage(QStringLiteral("https://") + QString(8 * 1'024, QLatin1Char('a'))));
    addOdd(to, "Two Origins", [](ConnectionOptions& options) {
        options.headers.push_back({"Origin", ownOrigin(options).toStdString()});
        options.headers.push_back({"Origin", Foreign.toStdString()});
    });
}

} // namespace framescope::scenario::probe
