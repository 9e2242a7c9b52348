// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/handshake_pane.h"

#include "present/payload/decoded_text.h"
#include "present/words/format.h"
#include "wire/http/head_checks.h"

#include <QScrollBar>
#include <QUrl>

#include <algorithm>
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
                               : present::decodedText(asBytes(connection.handshake.subprotocol)));
        facts.emplace_back(
            HandshakePane::tr("Compression"),
            connection.handshake.deflate
                ? QString::fromStdString(wire::formatDeflate(*connection.handshake.deflate))
                : HandshakePane::tr("none"));
    }
    return facts;
}

QString checksHtml(const ConnectionInfo& connection, const style::Colours& colours)
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
    if (violations.empty() && connection.handshake.opened) {
        return paragraphHtml(HandshakePane::tr("All checks of the handshake passed."));
    }
    const bool refused = !connection.handshake.opened && connection.handshake.violations.empty();
    return (refused ? paragraphHtml(HandshakePane::tr("The handshake was not completed."))
                    : QString()) +
           violationsHtml(violations, colours);
}

/// The forms of a head and their links.
const Choices& headForms()
{
    static const Choices forms{{HandshakePane::tr("Headers"), QStringLiteral("heads:parsed")},
                               {HandshakePane::tr("Raw"), QStringLiteral("heads:raw")},
                               {HandshakePane::tr("Hex"), QStringLiteral("heads:hex")}};
    return forms;
}

} // namespace

HandshakePane::HandshakePane(QWidget* parent) : DocumentPane(parent)
{
    setObjectName(QStringLiteral("handshake"));
    setAccessibleName(tr("Opening handshake"));
    connect(this, &QTextBrowser::anchorClicked, this, &HandshakePane::chooseForm);
}

void HandshakePane::chooseForm(const QUrl& link)
{
    const Choices& forms = headForms();
    const auto chosen = std::find_if(forms.begin(), forms.end(), [&link](const auto& form) {
        return form.second == link.toString();
    });
    if (chosen != forms.end()) {
        form_ = static_cast<HeadForm>(chosen - forms.begin());
        const int position = verticalScrollBar()->value();
        render();
        verticalScrollBar()->setValue(position);
    }
}

QString HandshakePane::headsHtml(const ConnectionInfo& connection,
                                 const style::Colours& colours) const
{
    QString html;
    const auto add = [&](const QString& heading, const wire::HttpHead& head) {
        html += headingHtml(heading) + headHtml(head, form_, colours);
    };
    if (connection.request) {
        add(tr("Request"), *connection.request);
    }
    for (const wire::HttpHead& interim : connection.interim) {
        add(tr("Interim response"), interim);
    }
    if (connection.response) {
        add(tr("Response"), *connection.response);
    }
    return html.isEmpty() ? html
                          : headingHtml(tr("Heads")) +
                                choiceHtml(headForms(), static_cast<std::size_t>(form_)) + html;
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
    html += headingHtml(tr("Checks")) + checksHtml(connection, colours);
    html += headsHtml(connection, colours);
    if (!connection.responseBody.empty()) {
        html +=
            headingHtml(connection.responseBodyTruncated ? tr("Body, its first part") : tr("Body"));
        html += preformattedHtml(present::decodedText(asBytes(connection.responseBody)));
    }
    if (connection.secured) {
        html += headingHtml(tr("TLS"));
        html += preformattedHtml(
            QString::fromStdString(memberLines(timeline::membersOf(*connection.secured))));
    }
    return html;
}

} // namespace framescope::ui
