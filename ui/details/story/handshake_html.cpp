// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/handshake_html.h"

#include "base/text/qt_string.h"
#include "connection/certificate_facts.h"
#include "present/payload/decoded_text.h"
#include "present/words/format.h"
#include "timeline/diagnosis/handshake_finding.h"
#include "ui/details/story/document_html.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/error_text.h"
#include "wire/http/head_checks.h"
#include "wire/http/printable.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <chrono>

namespace framescope::ui {

namespace {

using timeline::ConnectionInfo;
using timeline::ErrorDetail;

struct Phase
{
    const char* name;
    std::optional<Timestamp> ConnectionInfo::*reached;
};

constexpr std::array<Phase, 8> phases = {{
    {QT_TRANSLATE_NOOP("framescope", "Started"), &ConnectionInfo::connectingAt},
    {QT_TRANSLATE_NOOP("framescope", "Name resolved"), &ConnectionInfo::resolvedAt},
    {QT_TRANSLATE_NOOP("framescope", "TCP connected"), &ConnectionInfo::connectedAt},
    {QT_TRANSLATE_NOOP("framescope", "TLS secured"), &ConnectionInfo::securedAt},
    {QT_TRANSLATE_NOOP("framescope", "Request sent"), &ConnectionInfo::requestAt},
    {QT_TRANSLATE_NOOP("framescope", "Response received"), &ConnectionInfo::responseAt},
    {QT_TRANSLATE_NOOP("framescope", "Open"), &ConnectionInfo::openAt},
    {QT_TRANSLATE_NOOP("framescope", "Closed"), &ConnectionInfo::closedAt},
}};

/// The first error; null if there is none.
const ErrorDetail* errorOf(const ConnectionInfo& connection)
{
    return connection.error ? std::get_if<ErrorDetail>(connection.error.get()) : nullptr;
}

/// Whether a failed connection should have reached a phase.
bool isMissed(const ConnectionInfo& connection, const Phase& phase)
{
    if (connection.openAt || !connection.error || phase.reached == &ConnectionInfo::closedAt) {
        return false;
    }
    if (phase.reached == &ConnectionInfo::securedAt) {
        return QUrl(toQString(connection.url)).scheme() == QLatin1String("wss");
    }
    const bool early = phase.reached == &ConnectionInfo::connectingAt ||
                       phase.reached == &ConnectionInfo::resolvedAt;
    return !early || !connection.connectedAt;
}

QString muted(const QString& text, const style::Colours& colours)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(colours.muted.name(), style::plainMarkup(text));
}

QString bad(const QString& text, const style::Colours& colours)
{
    return QStringLiteral("<b style='color:%1'>%2</b>")
        .arg(colours.bad.name(), style::plainMarkup(text));
}

/// A failed attempt as it was recorded: an address and an error.
std::optional<std::pair<QString, QString>> attemptFrom(const timeline::Value& value)
{
    const auto* members = value.as<timeline::Members>();
    if (!members) {
        return std::nullopt;
    }
    const auto textOf = [members](std::string_view name) {
        const auto member = timeline::memberOf(*members, name);
        const auto* text = member == members->end() ? nullptr : member->value.as<std::string>();
        return text ? toQString(*text) : QString();
    };
    return std::pair(textOf("address"), textOf("error"));
}

QString timeTaken(std::optional<double> time)
{
    return time ? present::formatDuration(std::chrono::duration_cast<Duration>(
                      std::chrono::duration<double, std::milli>(*time)))
                : QString();
}

/// The address of the server without its port.
QString serverAddress(const ConnectionInfo& connection)
{
    return connection.endpoints ? toQString(connection.endpoints->server.address.toString())
                                : QString();
}

/// The addresses that no attempt was made for, with the reason.
Facts untriedAddresses(const ConnectionInfo& connection, const Facts& tried)
{
    Facts facts;
    const ErrorDetail* error = errorOf(connection);
    bool wasTried = error && error->layer == "tcp" && !connection.connectedAt;
    for (const std::string& address :
         connection.resolved->addresses.value_or(std::vector<std::string>())) {
        const QString text = toQString(address);
        const auto same = [&text](const auto& fact) { return fact.first == text; };
        if (std::ranges::none_of(tried, same)) {
            facts.emplace_back(text, wasTried ? translated("no answer until connecting ended")
                                              : translated("not tried"));
            wasTried = false;
        }
    }
    return facts;
}

const std::vector<std::string>& chainOf(const ConnectionInfo& connection)
{
    static const std::vector<std::string> none;
    const ErrorDetail* error = errorOf(connection);
    if (connection.secured && connection.secured->chain) {
        return *connection.secured->chain;
    }
    return error && error->chain ? *error->chain : none;
}

const std::vector<std::string>& failuresOf(const ConnectionInfo& connection)
{
    static const std::vector<std::string> none;
    const ErrorDetail* error = errorOf(connection);
    if (connection.secured && connection.secured->failures) {
        return *connection.secured->failures;
    }
    return error && error->failures ? *error->failures : none;
}

QString certificateHtml(const connection::CertificateFacts& certificate, const QString& place,
                        const style::Colours& colours)
{
    constexpr auto Form = "yyyy-MM-dd HH:mm:ss 'UTC'";
    const auto moment = [](const QDateTime& time) {
        return time.isValid() ? time.toUTC().toString(QLatin1String(Form)) : translated("unknown");
    };
    QString html = QStringLiteral("<p style='margin:6px 0 2px 0'><b>%1</b></p>")
                       .arg(style::plainMarkup(place));
    for (const QString& problem : certificate.problems) {
        html += QStringLiteral("<p style='margin:2px 0'>%1 %2</p>")
                    .arg(bad(translated("Wrong:"), colours), style::plainMarkup(sentence(problem)));
    }
    return html +
           factsHtml({{translated("Subject"), certificate.subject},
                      {translated("Issuer"), certificate.issuer},
                      {translated("Valid from"), moment(certificate.validFrom)},
                      {translated("Valid until"), moment(certificate.validUntil)},
                      {translated("Names"), certificate.names.isEmpty()
                                                ? translated("none")
                                                : certificate.names.join(QStringLiteral(", "))},
                      {translated("SHA-256"), certificate.fingerprint}},
                     colours);
}

QString cell(const QString& html)
{
    return QStringLiteral("<td style='padding-right:16px'>%1</td>").arg(html);
}

QString findingsHtml(const std::vector<timeline::HandshakeFinding>& findings,
                     const style::Colours& colours)
{
    if (findings.empty()) {
        return {};
    }
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'><tr>");
    for (const QString& title : {translated("Part"), translated("Received"), translated("Expected"),
                                 translated("Section")}) {
        html += cell(muted(title, colours));
    }
    html += QStringLiteral("</tr>");
    for (const timeline::HandshakeFinding& finding : findings) {
        html += QStringLiteral("<tr>") + cell(style::plainMarkup(latinText(finding.what))) +
                cell(finding.received ? bad(toQString(*finding.received), colours)
                                      : bad(translated("missing"), colours)) +
                cell(style::plainMarkup(toQString(finding.expected))) +
                cell(muted(latinText(finding.section), colours)) + QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

wire::Violations violationsOf(const ConnectionInfo& connection)
{
    wire::Violations violations = connection.handshake.violations;
    const auto check = [&violations](const wire::HttpHead& head) {
        const wire::Violations odd = wire::checkHead(head);
        violations.insert(violations.end(), odd.begin(), odd.end());
    };
    if (connection.request) {
        check(*connection.request);
    }
    std::for_each(connection.interim.begin(), connection.interim.end(), check);
    if (connection.response) {
        check(*connection.response);
    }
    return violations;
}

/// The URL with the scheme of HTTP or of WebSocket.
QUrl withScheme(QUrl url, bool http)
{
    const bool secure =
        url.scheme() == QLatin1String("wss") || url.scheme() == QLatin1String("https");
    url.setScheme(http ? (secure ? QStringLiteral("https") : QStringLiteral("http"))
                       : (secure ? QStringLiteral("wss") : QStringLiteral("ws")));
    return url;
}

} // namespace

QString diagnosisHtml(const timeline::Diagnosis& diagnosis, const QString& host,
                      const style::Colours& colours)
{
    QString html = headingHtml(translated("What went wrong"));
    html += QStringLiteral("<p style='margin:2px 0'>%1</p>")
                .arg(bad(sentence(toQString(diagnosis.sentence), {host}), colours));
    if (!diagnosis.advice.empty()) {
        html += headingHtml(translated("What to try"));
        html += paragraphHtml(toQString(diagnosis.advice));
    }
    return html;
}

QString connectionHtml(const ConnectionInfo& connection, const style::Colours& colours)
{
    Facts facts;
    if (!connection.url.empty()) {
        facts.emplace_back(translated("URL"), toQString(connection.url));
    }
    if (connection.endpoints) {
        facts.emplace_back(translated("Server"),
                           toQString(connection.endpoints->server.toString()));
        facts.emplace_back(translated("Client"),
                           toQString(connection.endpoints->client.toString()));
    }
    if (connection.handshake.opened) {
        facts.emplace_back(translated("Subprotocol"),
                           connection.handshake.subprotocol.empty()
                               ? translated("none")
                               : present::decodedText(asBytes(connection.handshake.subprotocol)));
        facts.emplace_back(translated("Compression"),
                           connection.handshake.deflate
                               ? toQString(wire::formatDeflate(*connection.handshake.deflate))
                               : translated("none"));
    }
    return headingHtml(translated("Connection %1").arg(connection.id.value)) +
           factsHtml(facts, colours);
}

QString phasesHtml(const ConnectionInfo& connection, Timestamp start, const style::Colours& colours)
{
    Facts facts;
    std::optional<Timestamp> previous;
    for (const Phase& phase : phases) {
        const auto& reached = connection.*phase.reached;
        if (!reached && isMissed(connection, phase)) {
            facts.emplace_back(translated(phase.name), translated("not reached"));
        }
        if (!reached) {
            continue;
        }
        QString text = translated("at %1 s").arg(present::formatSeconds(*reached - start));
        if (previous) {
            const Duration since = *reached - *previous;
            text += QStringLiteral("  (%1%2)")
                        .arg(since < Duration::zero() ? QString() : QStringLiteral("+"),
                             present::formatDuration(since));
        }
        facts.emplace_back(translated(phase.name), text);
        previous = reached;
    }
    return headingHtml(translated("Phases")) + factsHtml(facts, colours);
}

QString lookupHtml(const ConnectionInfo& connection, const style::Colours& colours)
{
    Facts facts;
    const ErrorDetail* error = errorOf(connection);
    const auto add = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty()) {
            facts.emplace_back(name, value);
        }
    };
    if (connection.resolved) {
        const timeline::ResolvedDetail& resolved = *connection.resolved;
        QStringList addresses;
        for (const std::string& address : resolved.addresses.value_or(std::vector<std::string>())) {
            addresses += toQString(address);
        }
        const QString host = toQString(resolved.host.value_or(""));
        add(translated("Proxy"), toQString(resolved.proxy.value_or("")));
        add(translated("Name"), host);
        add(translated("Answer"), addresses == QStringList{host}
                                      ? translated("an address already: no lookup was needed")
                                      : addresses.join(QStringLiteral(", ")));
        if (addresses != QStringList{host}) {
            add(translated("Time"), timeTaken(resolved.milliseconds));
        }
    } else if (error && error->layer == "dns") {
        add(translated("Name"), toQString(error->host.value_or("")));
        add(translated("Answer"), translated("no address"));
        add(translated("Time"), timeTaken(error->milliseconds));
    }
    return facts.empty() ? QString() : headingHtml(translated("DNS")) + factsHtml(facts, colours);
}

QString attemptsHtml(const ConnectionInfo& connection, const style::Colours& colours)
{
    Facts facts;
    const ErrorDetail* error = errorOf(connection);
    const auto& attempts = connection.connected && connection.connected->attempts
                               ? connection.connected->attempts
                           : error ? error->attempts
                                   : std::nullopt;
    for (const timeline::Value& value : attempts.value_or(timeline::List())) {
        if (const auto attempt = attemptFrom(value)) {
            facts.push_back(*attempt);
        }
    }
    if (connection.connected && connection.endpoints) {
        const QString took = timeTaken(connection.connected->milliseconds);
        facts.emplace_back(serverAddress(connection),
                           took.isEmpty() ? translated("connected")
                                          : translated("connected after %1").arg(took));
    }
    if (connection.resolved) {
        const Facts untried = untriedAddresses(connection, facts);
        facts.insert(facts.end(), untried.begin(), untried.end());
    }
    return facts.empty() ? QString()
                         : headingHtml(translated("Addresses")) + factsHtml(facts, colours);
}

QString certificatesHtml(const ConnectionInfo& connection, const style::Colours& colours)
{
    const std::vector<std::string>& chain = chainOf(connection);
    if (chain.empty()) {
        return {};
    }
    using std::chrono::milliseconds;
    const QDateTime at =
        connection.connectingAt
            ? QDateTime::fromMSecsSinceEpoch(std::chrono::duration_cast<milliseconds>(
                                                 connection.connectingAt->time_since_epoch())
                                                 .count())
            : QDateTime();
    const auto certificates = connection::certificateFacts(chain, failuresOf(connection), at);
    QString html = headingHtml(translated("Certificates"));
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        const QString place =
            i == 0 ? translated("%1 of %2, the server's").arg(i + 1).arg(chain.size())
                   : translated("%1 of %2").arg(i + 1).arg(chain.size());
        html += certificateHtml(certificates[i], place, colours);
    }
    return html;
}

QString checksHtml(const ConnectionInfo& connection, const style::Colours& colours)
{
    std::vector<timeline::HandshakeFinding> findings;
    if (connection.request && connection.response && !connection.openAt) {
        findings =
            timeline::findingsOf(*connection.request, *connection.response, connection.handshake);
    }
    wire::Violations others = violationsOf(connection);
    std::erase_if(others, [&findings](const wire::Violation& violation) {
        return std::ranges::find(findings, std::optional(violation.rule),
                                 &timeline::HandshakeFinding::rule) != findings.end();
    });
    QString html = headingHtml(translated("Checks"));
    if (connection.handshake.opened && others.empty()) {
        return html + paragraphHtml(translated("All checks of the handshake passed."));
    }
    if (!connection.handshake.opened && connection.handshake.violations.empty()) {
        html += paragraphHtml(translated("The handshake was not completed."));
    }
    return html + findingsHtml(findings, colours) + violationsHtml(others, {}, colours);
}

QString redirectHtml(const ConnectionInfo& connection, const style::Colours& colours)
{
    const wire::HttpHead* response = connection.response ? &*connection.response : nullptr;
    if (!response || response->status / 100 != 3 || !response->find("Location")) {
        return {};
    }
    const QString location = toQString(wire::printable(*response->find("Location")));
    Facts facts{{translated("Location"), location}};
    const QUrl target = withScheme(QUrl(toQString(connection.url)), true).resolved(QUrl(location));
    if (target.isValid() && !target.host().isEmpty()) {
        facts.emplace_back(translated("Points to"), target.toString(QUrl::FullyEncoded));
        facts.emplace_back(translated("As a WebSocket"),
                           withScheme(target, false).toString(QUrl::FullyEncoded));
    } else {
        facts.emplace_back(translated("Points to"), translated("no address that can be used"));
    }
    return headingHtml(translated("Redirect")) + factsHtml(facts, colours);
}

QString tlsHtml(const ConnectionInfo& connection)
{
    return connection.secured
               ? headingHtml(translated("TLS")) + preformattedHtml(toQString(memberLines(
                                                      timeline::membersOf(*connection.secured))))
               : QString();
}

} // namespace framescope::ui
