// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/close_html.h"

#include "base/text/qt_string.h"
#include "ui/details/story/document_html.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "wire/http/printable.h"

#include <algorithm>

namespace framescope::ui {

namespace {

using timeline::EndingHalf;
using timeline::EndingStory;

/// The colour of the ending: of the worst rule that was broken, or of one that was not clean.
const QColor& toneOf(const EndingStory& story, const style::Colours& colours)
{
    const bool broken = std::ranges::any_of(story.faults, [](const timeline::EndingFault& fault) {
        return wire::info(fault.violation.rule).severity == wire::Severity::Error;
    });
    if (story.cause.empty() || (!story.browser && !broken)) {
        return colours.muted;
    }
    return story.browser && story.browser->wasClean && !broken ? colours.good : colours.bad;
}

QString headlineHtml(const timeline::ConnectionInfo& connection, const EndingStory& story,
                     const style::Colours& colours)
{
    QString name = translated("Connection %1").arg(connection.id.value);
    if (!connection.url.empty()) {
        name += QStringLiteral(" · ") + toQString(connection.url);
    }
    return QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'><tr>"
                          "<td width='4' bgcolor='%1'></td><td bgcolor='%2' style='padding:8px "
                          "12px'><p style='margin:0; color:%3'>%4</p><p style='margin:3px 0 0 0; "
                          "font-size:large; font-weight:600'>%5</p></td></tr></table>")
        .arg(toneOf(story, colours).name(), colours.alternate.name(), colours.muted.name(),
             style::plainMarkup(name), style::plainMarkup(toQString(story.headline)));
}

QString sentencesHtml(const EndingStory& story)
{
    QString html;
    for (const std::string& sentence : story.sentences) {
        html += QStringLiteral("<p style='margin:6px 0 0 0'>%1</p>")
                    .arg(style::plainMarkup(toQString(sentence)));
    }
    return html;
}

/// The body of a refusal; the Handshake view has all of a long one.
QString saidHtml(const timeline::ConnectionInfo& connection, const present::ResponseBody& body)
{
    constexpr qsizetype MostShown = 2'000; // characters
    if (body.readable.isEmpty()) {
        return {};
    }
    const bool byProxy = connection.request && connection.request->method == "CONNECT";
    const bool cut = body.cut || body.readable.size() > MostShown;
    return headingHtml(byProxy ? translated("The proxy said") : translated("The server said")) +
           preformattedHtml(body.readable.left(MostShown) +
                            (cut ? QString(QChar(0x2026)) : QString()));
}

/// Whether either side sent a Close frame or is known to have ended TCP.
bool hasHalves(const EndingStory& story)
{
    return !(story.server.code + story.client.code + story.server.tcp + story.client.tcp).empty();
}

/// Both halves side by side; rows in which neither has something are left out.
QString halvesHtml(const EndingStory& story, const style::Colours& colours)
{
    const QString cell = QStringLiteral(
        "<td style='padding:3px 12px 3px 0; border-bottom:1px solid %1; %2'>%3</td>");
    const auto row = [&](const QString& name, const QString& server, const QString& client,
                         const QString& look = {}) {
        return QStringLiteral("<tr>") +
               cell.arg(colours.border.name(), QStringLiteral("color:%1").arg(colours.muted.name()),
                        style::plainMarkup(name)) +
               cell.arg(colours.border.name(), look, server) +
               cell.arg(colours.border.name(), look, client) + QStringLiteral("</tr>");
    };
    QString html = QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'>");
    html += row(QString(),
                QStringLiteral("<b style='color:%1'>%2</b>")
                    .arg(colours.incoming.name(), translated("Server")),
                QStringLiteral("<b style='color:%1'>%2</b>")
                    .arg(colours.outgoing.name(), translated("Client")));
    const auto add = [&](const char* name, std::string EndingHalf::*member,
                         const QString& look = {}) {
        const std::string& server = story.server.*member;
        const std::string& client = story.client.*member;
        const auto shown = [](const std::string& text) {
            return text.empty() ? QStringLiteral("–") : style::plainMarkup(toQString(text));
        };
        if (!server.empty() || !client.empty()) {
            html += row(translated(name), shown(server), shown(client), look);
        }
    };
    add(QT_TRANSLATE_NOOP("framescope", "Close"), &EndingHalf::close);
    add(QT_TRANSLATE_NOOP("framescope", "Code"), &EndingHalf::code,
        QStringLiteral("font-weight:600"));
    add(QT_TRANSLATE_NOOP("framescope", "Meaning"), &EndingHalf::meaning);
    add(QT_TRANSLATE_NOOP("framescope", "Registered"), &EndingHalf::registered);
    add(QT_TRANSLATE_NOOP("framescope", "Reason"), &EndingHalf::reason);
    add(QT_TRANSLATE_NOOP("framescope", "Bytes"), &EndingHalf::bytes,
        QStringLiteral("font-family:'%1'").arg(style::payloadFont().family()));
    add(QT_TRANSLATE_NOOP("framescope", "TCP"), &EndingHalf::tcp);
    return html + QStringLiteral("</table>");
}

QString browserHtml(const EndingStory& story, const style::Colours& colours)
{
    if (!story.browser) {
        return {};
    }
    const timeline::BrowserReport& report = *story.browser;
    return headingHtml(translated("In a browser")) +
           factsHtml(
               {{QStringLiteral("wasClean"),
                 report.wasClean ? QStringLiteral("true") : QStringLiteral("false")},
                {QStringLiteral("code"), QString::number(report.code)},
                {QStringLiteral("reason"),
                 QLatin1Char('"') + toQString(wire::printable(report.reason)) + QLatin1Char('"')}},
               colours);
}

QString faultsHtml(const EndingStory& story, const style::Colours& colours)
{
    wire::Violations violations;
    for (const timeline::EndingFault& fault : story.faults) {
        wire::Violation violation = fault.violation;
        if (fault.by) {
            violation.detail += violation.detail.empty() ? "" : ", ";
            violation.detail +=
                *fault.by == Direction::In ? "sent by the server" : "sent by the client";
        }
        violations.push_back(std::move(violation));
    }
    return violations.empty()
               ? QString()
               : headingHtml(translated("What is wrong")) + violationsHtml(violations, {}, colours);
}

/// Leads to the table of codes, at the code that was sent first.
QString codesLink(const timeline::ConnectionInfo& connection, const EndingStory& story,
                  const style::Colours& colours)
{
    const auto& close =
        story.first == Direction::Out ? connection.closeSent : connection.closeReceived;
    const QString code = close && close->code ? QString::number(*close->code) : QString();
    return QStringLiteral("<p style='margin:14px 0 0 0'><a href='codes:%1' style='color:%2'>%3</a>"
                          "&nbsp;&nbsp;·&nbsp;&nbsp;<a href='codes:' style='color:%2'>%4</a></p>")
        .arg(code.isEmpty() ? QStringLiteral("1006") : code, colours.accentInk.name(),
             translated("What %1 means").arg(code.isEmpty() ? QStringLiteral("1006") : code),
             translated("All close codes"));
}

} // namespace

QString closeHtml(const timeline::ConnectionInfo& connection, const EndingStory& story,
                  const present::ResponseBody& body, const style::Colours& colours)
{
    QString html = headlineHtml(connection, story, colours) + sentencesHtml(story);
    html += saidHtml(connection, body);
    if (!story.usually.empty()) {
        html += headingHtml(translated("Why, usually")) + paragraphHtml(toQString(story.usually));
    }
    if (hasHalves(story)) {
        html += headingHtml(translated("Both sides")) + halvesHtml(story, colours);
    }
    return html + browserHtml(story, colours) + faultsHtml(story, colours) +
           codesLink(connection, story, colours);
}

} // namespace framescope::ui
