// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/proxy_choice.h"

#include "base/text/qt_string.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace framescope::connection {

namespace {

/// Takes ":8443" off the end of an exception; false if it names another port than the server's.
bool takePort(QString& exception, std::uint16_t port)
{
    const qsizetype colon = exception.lastIndexOf(QLatin1Char(':'));
    const bool bracketed = exception.startsWith(QLatin1Char('['));
    const bool isAddress = !bracketed && exception.count(QLatin1Char(':')) > 1;
    if (colon < 0 || isAddress || exception.indexOf(QLatin1Char(']')) > colon) {
        return true;
    }
    const bool same = exception.mid(colon + 1) == QString::number(port);
    exception.truncate(colon);
    return same;
}

bool namesAddress(const QString& exception, const QHostAddress& address)
{
    if (exception.contains(QLatin1Char('/'))) {
        const auto subnet = QHostAddress::parseSubnet(exception);
        return subnet.second >= 0 && address.isInSubnet(subnet);
    }
    QHostAddress other;
    return other.setAddress(exception) && other == address;
}

bool namesServer(QString exception, const ProxiedServer& server)
{
    if (exception == QLatin1String("*")) {
        return true;
    }
    if (!takePort(exception, server.port)) {
        return false;
    }
    exception.remove(QLatin1Char('[')).remove(QLatin1Char(']'));
    if (QHostAddress address; address.setAddress(server.host)) {
        return namesAddress(exception, address);
    }
    const auto plain = [](QString name) {
        return name.endsWith(QLatin1Char('.')) ? name.chopped(1).toLower() : name.toLower();
    };
    if (exception.startsWith(QLatin1String("*."))) {
        exception.remove(0, 1);
    }
    if (exception.startsWith(QLatin1Char('.'))) {
        exception.remove(0, 1);
    }
    const QString name = plain(exception);
    const QString host = plain(server.host);
    return !name.isEmpty() && (host == name || host.endsWith(QLatin1Char('.') + name));
}

/// A variable of the environment that names a proxy.
struct Variable
{
    std::string name;
    std::string value;
};

/// The first variable that is set; an empty one if none is.
Variable proxyVariable(bool secure, const Environment& environment)
{
    const bool inCgi = !environment("REQUEST_METHOD").empty();
    const std::array<const char*, 4> names{secure ? "https_proxy" : "http_proxy",
                                           secure ? "HTTPS_PROXY" : "HTTP_PROXY", "all_proxy",
                                           "ALL_PROXY"};
    for (const char* name : names) {
        if (inCgi && std::string_view(name) == "HTTP_PROXY") {
            continue;
        }
        if (std::string value = environment(name); !value.empty()) {
            return {name, std::move(value)};
        }
    }
    return {};
}

Result<std::optional<Proxy>> systemProxy(const ProxyOptions& options, const ProxiedServer& server,
                                         const Environment& environment)
{
    const Variable variable = proxyVariable(server.secure, environment);
    std::string exceptions = options.exceptions.toStdString();
    for (const char* name : {"no_proxy", "NO_PROXY"}) {
        exceptions = exceptions.empty() ? environment(name) : exceptions;
    }
    if (variable.value.empty() || isExempt(exceptions, server)) {
        return std::optional<Proxy>();
    }
    const bool hasScheme = variable.value.find("://") != std::string::npos;
    auto proxy = proxyFrom(QUrl(toQString((hasScheme ? "" : "http://") + variable.value)));
    if (!proxy) {
        Error error = proxy.error();
        error.where = "proxy in the environment variable " + variable.name;
        return tl::unexpected(std::move(error));
    }
    return std::optional(*std::move(proxy));
}

} // namespace

std::string ofThisProcess(const char* name)
{
    return qEnvironmentVariable(name).toStdString();
}

Result<std::optional<Proxy>> chooseProxy(const ProxyOptions& options, const ProxiedServer& server,
                                         const Environment& environment)
{
    switch (options.use) {
    case ProxyOptions::Use::System:
        return systemProxy(options, server, environment);
    case ProxyOptions::Use::Given:
        if (isExempt(options.exceptions.toStdString(), server)) {
            break;
        }
        return proxyFrom(options.url).map([](Proxy&& proxy) { return std::optional(proxy); });
    case ProxyOptions::Use::None:
        break;
    }
    return std::optional<Proxy>();
}

bool isExempt(std::string_view exceptions, const ProxiedServer& server)
{
    static const QRegularExpression Separators(QStringLiteral("[,\\s]+"));
    const QStringList list = toQString(exceptions).split(Separators, Qt::SkipEmptyParts);
    return std::any_of(list.begin(), list.end(),
                       [&](const QString& each) { return namesServer(each, server); });
}

} // namespace framescope::connection
