// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/handshake_pane.h"

#include "present/format.h"
#include "ui/details/document_html.h"

#include <array>

namespace framescope::ui {

namespace {

using Facts = std::vector<std::pair<QString, QString>>;
using timeline::ConnectionInfo;

struct Phase
{
    const char* name;
    std::optional<Timestamp> ConnectionInfo::*reached;
};

constexpr std::array<Phase, 8> phases = {{
    {QT_TRANSLATE_NOOP("HandshakePane", "Started"), &ConnectionInfo::connectingAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "Name resolved"), &ConnectionInfo::resolvedAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "TCP connected"), &ConnectionInfo::connectedAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "TLS secured"), &ConnectionInfo::securedAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "Request sent"), &ConnectionInfo::requestAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "Response received"), &ConnectionInfo::responseAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "Open"), &ConnectionInfo::openAt},
    {QT_TRANSLATE_NOOP("HandshakePane", "Closed"), &ConnectionInfo::closedAt},
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
        QString text = QObject::tr("at %1 s").arg(present::formatSeconds(*reached - start));
        if (previous) {
            text += QStringLiteral("  (+%1)").arg(present::formatDuration(*reached - *previous));
        }
        facts.emplace_back(QObject::tr(phase.name), text);
        previous = reached;
    }
    return facts;
}

Facts outcomeFacts(const ConnectionInfo& connection)
{
    Facts facts;
    if (!connection.url.empty()) {
        facts.emplace_back(QObject::tr("URL"), QString::fromStdString(connection.url));
    }
    if (connection.endpoints) {
        facts.emplace_back(QObject::tr("Server"),
                           QString::fromStdString(connection.endpoints->server.toString()));
        facts.emplace_back(QObject::tr("Client"),
                           QString::fromStdString(connection.endpoints->client.toString()));
    }
    if (connection.handshake.opened) {
        facts.emplace_back(QObject::tr("Subprotocol"),
                           connection.handshake.subprotocol.empty()
                               ? QObject::tr("none")
                               : QString::fromStdString(connection.handshake.subprotocol));
        facts.emplace_back(
            QObject::tr("Compression"),
            connection.handshake.deflate
                ? QString::fromStdString(wire::formatDeflate(*connection.handshake.deflate))
                : QObject::tr("none"));
    }
    return facts;
}

} // namespace

HandshakePane::HandshakePane(QWidget* parent) : QTextBrowser(parent)
{
    setObjectName(QStringLiteral("handshake"));
    setAccessibleName(tr("Opening handshake"));
    setProperty("plain", true);
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setTabChangesFocus(true);
    document()->setDocumentMargin(12);
}

void HandshakePane::setEvent(const present::LoadedEvent& event)
{
    if (!event.connection) {
        clear();
        return;
    }
    const ConnectionInfo& connection = *event.connection;
    QString html = headingHtml(tr("Connection %1").arg(connection.id.value));
    html += factsHtml(outcomeFacts(connection));
    html += headingHtml(tr("Phases")) + factsHtml(phaseFacts(connection, event.start));
    html += headingHtml(tr("Checks"));
    if (!connection.handshake.violations.empty()) {
        html += violationsHtml(connection.handshake.violations);
    } else if (connection.handshake.opened) {
        html += QStringLiteral("<p>%1</p>").arg(tr("All checks of the handshake passed."));
    } else {
        html += QStringLiteral("<p>%1</p>").arg(tr("The handshake was not completed."));
    }
    if (connection.request) {
        html += headingHtml(tr("Request")) + headHtml(*connection.request);
    }
    if (connection.response) {
        html += headingHtml(tr("Response")) + headHtml(*connection.response);
    }
    if (!connection.responseBody.empty()) {
        html +=
            headingHtml(connection.responseBodyTruncated ? tr("Body, its first part") : tr("Body"));
        html += preformattedHtml(QString::fromStdString(connection.responseBody));
    }
    if (connection.secured) {
        html += headingHtml(tr("TLS")) +
                preformattedHtml(QString::fromStdString(memberLines(*connection.secured)));
    }
    setHtml(html);
}

} // namespace framescope::ui
