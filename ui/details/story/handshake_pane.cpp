// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/handshake_pane.h"

#include "base/text/qt_string.h"
#include "present/payload/decoded_text.h"
#include "present/words/format.h"
#include "transcript/formats/hex_dump.h"
#include "ui/details/story/handshake_html.h"

#include <QScrollBar>
#include <QUrl>

#include <algorithm>

namespace framescope::ui {

namespace {

using timeline::ConnectionInfo;

/// The forms of a head and their links.
const Choices& headForms()
{
    static const Choices forms{{HandshakePane::tr("Headers"), QStringLiteral("heads:parsed")},
                               {HandshakePane::tr("Raw"), QStringLiteral("heads:raw")},
                               {HandshakePane::tr("Hex"), QStringLiteral("heads:hex")}};
    return forms;
}

/// The forms of a body and their links.
Choices bodyForms(present::ResponseBody::Kind kind)
{
    return {{kind == present::ResponseBody::Kind::Json ? HandshakePane::tr("Formatted")
                                                       : HandshakePane::tr("Text of the page"),
             QStringLiteral("body:readable")},
            {HandshakePane::tr("As it came"), QStringLiteral("body:text")}};
}

/// "application/json, gzip, 120 bytes received"
QString bodyFacts(const present::LoadedEvent& event)
{
    const present::ResponseBody& body = event.responseBody;
    QStringList facts;
    for (const QString& fact : {body.type, body.encoding}) {
        if (!fact.isEmpty()) {
            facts += fact;
        }
    }
    facts += HandshakePane::tr("%1 received")
                 .arg(present::formatCounted(event.connection->responseBodyReceived, "byte"));
    if (body.cut) {
        facts += HandshakePane::tr("its first part is shown");
    }
    return facts.join(QStringLiteral(", "));
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
    const QString target = link.toString();
    const Choices& forms = headForms();
    const auto chosen = std::ranges::find(forms, target, &Choices::value_type::second);
    if (chosen != forms.end()) {
        form_ = static_cast<HeadForm>(chosen - forms.begin());
    } else if (target.startsWith(QLatin1String("body:"))) {
        bodyAsSent_ = target == QLatin1String("body:text");
    } else {
        return;
    }
    const int position = verticalScrollBar()->value();
    render();
    verticalScrollBar()->setValue(position);
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

QString HandshakePane::responseHtml(const present::LoadedEvent& event,
                                    const style::Colours& colours) const
{
    const ConnectionInfo& connection = *event.connection;
    if (!connection.response) {
        return contentHtml(connection);
    }
    return headingHtml(tr("Response")) + choiceHtml(headForms(), static_cast<std::size_t>(form_)) +
           headHtml(*connection.response, form_, colours) + bodyHtml(event, colours);
}

/// What the server sent in place of a response.
QString HandshakePane::contentHtml(const ConnectionInfo& connection) const
{
    constexpr std::size_t MostShown = 8 * 1024;
    const auto* error =
        connection.error ? std::get_if<timeline::ErrorDetail>(connection.error.get()) : nullptr;
    const std::string all = error ? timeline::contentOf(*error) : std::string();
    if (all.empty()) {
        return {};
    }
    const std::string_view content = std::string_view(all).substr(0, MostShown);
    QString html = headingHtml(content.size() < all.size()
                                   ? tr("What came in place of a response, its first part")
                                   : tr("What came in place of a response"));
    html += choiceHtml(headForms(), static_cast<std::size_t>(form_));
    if (form_ != HeadForm::Hex) {
        return html + preformattedHtml(present::decodedText(asBytes(content)));
    }
    std::string dump;
    transcript::appendHexDump(dump, asBytes(content));
    return html + preformattedHtml(toQString(dump));
}

QString HandshakePane::bodyHtml(const present::LoadedEvent& event,
                                const style::Colours& colours) const
{
    const present::ResponseBody& body = event.responseBody;
    if (body.text.isEmpty()) {
        return {};
    }
    QString html = headingHtml(body.cut ? tr("Body, its first part") : tr("Body")) +
                   factsHtml({{tr("Content"), bodyFacts(event)}}, colours);
    if (body.kind == present::ResponseBody::Kind::Text) {
        return html + preformattedHtml(body.text);
    }
    return html + choiceHtml(bodyForms(body.kind), bodyAsSent_ ? 1 : 0) +
           preformattedHtml(bodyAsSent_ ? body.text : body.readable);
}

QString HandshakePane::requestHtml(const ConnectionInfo& connection,
                                   const style::Colours& colours) const
{
    QString html;
    if (connection.request) {
        html += headingHtml(tr("Request")) + headHtml(*connection.request, form_, colours);
    }
    for (const wire::HttpHead& interim : connection.interim) {
        html += headingHtml(tr("Interim response")) + headHtml(interim, form_, colours);
    }
    return html;
}

QString HandshakePane::openedHtml(const present::LoadedEvent& event,
                                  const style::Colours& colours) const
{
    const ConnectionInfo& connection = *event.connection;
    return connectionHtml(connection, colours) + phasesHtml(connection, event.start, colours) +
           lookupHtml(connection, colours) + attemptsHtml(connection, colours) +
           checksHtml(connection, colours) + headsHtml(connection, colours) +
           bodyHtml(event, colours) + certificatesHtml(connection, colours) + tlsHtml(connection);
}

QString HandshakePane::html(const present::LoadedEvent& event, const style::Colours& colours) const
{
    if (!event.connection) {
        return {};
    }
    const ConnectionInfo& connection = *event.connection;
    const auto diagnosis = timeline::diagnose(connection);
    if (!diagnosis) {
        return openedHtml(event, colours);
    }
    return diagnosisHtml(*diagnosis, QUrl(toQString(connection.url)).host(), colours) +
           phasesHtml(connection, event.start, colours) + lookupHtml(connection, colours) +
           attemptsHtml(connection, colours) + certificatesHtml(connection, colours) +
           responseHtml(event, colours) + checksHtml(connection, colours) +
           redirectHtml(connection, colours) + connectionHtml(connection, colours) +
           requestHtml(connection, colours) + tlsHtml(connection);
}

} // namespace framescope::ui
