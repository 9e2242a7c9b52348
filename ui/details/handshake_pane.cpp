// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/handshake_pane.h"

#include "present/decoded_text.h"
#include "present/format.h"
#include "ui/details/document_html.h"

#include <array>

namespace framescope::ui {

namespace {

using timeline::ConnectionInfo;

struct Phase
{
    const char* name;
    std::optional<Timestamp> ConnectionInfo::*reached;
};

constexpr std::array<Phase, 8> phases = {{
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "Started"), &ConnectionInfo::connectingAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "Name resolved"),
     &ConnectionInfo::resolvedAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "TCP connected"),
     &ConnectionInfo::connectedAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "TLS secured"), &ConnectionInfo::securedAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "Request sent"),
     &ConnectionInfo::requestAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "Response received"),
     &ConnectionInfo::responseAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "Open"), &ConnectionInfo::openAt},
    {QT_TRANSLATE_NOOP("framescope::ui::HandshakePane", "Closed"), &ConnectionInfo::closedAt},
}};

Facts phaseFacts(const ConnectionInfo& connection, Timestamp start)
{
    Facts facts;
    std::optional<Timestamp> previous;
    for (const Phase& phase : phases) {
        const auto& reached = connection.*phase.reached;
        if (!reached) {
            continue;
        }
        QString text = HandshakePane::tr("at %1 s").arg(present::formatSeconds(*reached - start));
        if (previous) {
            const Duration since = *reached - *previous;
            text += QStringLiteral("  (%1%2)")
                        .arg(since < Duration::zero() ? QString() : QStringLiteral("+"),
                             present::formatDuration(since));
        }
        facts.emplace_back(HandshakePane::tr(phase.name), text);
        previous = reached;
    }
    return facts;
}

Facts outcomeFacts(const ConnectionInfo& connection)
{
    Facts facts;
    if (!connection.url.empty()) {
        facts.emplace_back(HandshakePane::tr("URL"), QString::fromStdString(connection.url));
    }
    if (connection.endpoints) {
        facts.emplace_back(HandshakePane::tr("Server"),
                           QString::fromStdString(connection.endpoints->server.toString()));
        facts.emplace_back(HandshakePane::tr("Client"),
                           QString::fromStdString(connection.endpoints->client.toString()));
    }
    if (connection.handshake.opened) {
        facts.emplace_back(HandshakePane::tr("Subprotocol"),
                           connection.handshake.subprotocol.empty()
                               ? HandshakePane::tr("none")
                               : QString::fromStdString(connection.handshake.subprotocol));
        facts.emplace_back(
            HandshakePane::tr("Compression"),
            connection.handshake.deflate
                ? QString::fromStdString(wire::formatDeflate(*connection.handshake.deflate))
                : HandshakePane::tr("none"));
    }
    return facts;
}

QString checksHtml(const wire::HandshakeOutcome& handshake, const style::Colours& colours)
{
    if (!handshake.violations.empty()) {
        return violationsHtml(handshake.violations, colours);
    }
    return paragraphHtml(handshake.opened ? HandshakePane::tr("All checks of the handshake passed.")
                                          : HandshakePane::tr("The handshake was not completed."));
}

/// Bytes that are not UTF-8 as \\xNN.
QString shownText(const std::string& body)
{
    return present::decodeText(asBytes(body), body.size()).text;
}

} // namespace

HandshakePane::HandshakePane(QWidget* parent) : DocumentPane(parent)
{
    setObjectName(QStringLiteral("handshake"));
    setAccessibleName(tr("Opening handshake"));
}

QString HandshakePane::html(const present::LoadedEvent& event, const style::Colours& colours) const
{
    if (!event.connection) {
        return {};
    }
    const ConnectionInfo& connection = *event.connection;
    QString html = headingHtml(tr("Connection %1").arg(connection.id.value));
    html += factsHtml(outcomeFacts(connection), colours);
    html += headingHtml(tr("Phases"));
    html += factsHtml(phaseFacts(connection, event.start), colours);
    html += headingHtml(tr("Checks")) + checksHtml(connection.handshake, colours);
    if (connection.request) {
        html += headingHtml(tr("Request")) + headHtml(*connection.request, colours);
    }
    if (connection.response) {
        html += headingHtml(tr("Response")) + headHtml(*connection.response, colours);
    }
    if (!connection.responseBody.empty()) {
        html +=
            headingHtml(connection.responseBodyTruncated ? tr("Body, its first part") : tr("Body"));
        html += preformattedHtml(shownText(connection.responseBody));
    }
    if (connection.secured) {
        html += headingHtml(tr("TLS"));
        html += preformattedHtml(
            QString::fromStdString(memberLines(timeline::membersOf(*connection.secured))));
    }
    return html;
}

} // namespace framescope::ui
