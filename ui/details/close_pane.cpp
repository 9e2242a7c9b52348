// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/close_pane.h"

#include "ui/details/document_html.h"
#include "wire/close_codes.h"

namespace framescope::ui {

namespace {

using Facts = std::vector<std::pair<QString, QString>>;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString codeText(std::uint16_t code)
{
    return QStringLiteral("%1  %2").arg(code).arg(text(wire::closeCode(code).name));
}

QString quoted(const std::string& reason)
{
    return reason.empty() ? QObject::tr("none")
                          : QLatin1Char('"') + text(reason) + QLatin1Char('"');
}

QString frameText(const wire::ClosePayload& close)
{
    if (!close.code) {
        return QObject::tr("a Close frame without a code");
    }
    return QObject::tr("%1, reason: %2").arg(codeText(*close.code), quoted(close.reason));
}

QString sideText(const std::optional<Direction>& by)
{
    if (!by) {
        return QObject::tr("nobody: there was no Close frame");
    }
    return *by == Direction::In ? QObject::tr("the server") : QObject::tr("the client");
}

QString closingHtml(const timeline::Closing& closing)
{
    Facts facts;
    facts.emplace_back(QObject::tr("Code"), codeText(closing.code));
    facts.emplace_back(QObject::tr("Meaning"), text(wire::closeCode(closing.code).meaning));
    facts.emplace_back(QObject::tr("Reason"), quoted(closing.reason));
    facts.emplace_back(QObject::tr("Clean"), closing.clean
                                                 ? QObject::tr("yes: both sides sent Close")
                                                 : QObject::tr("no"));
    facts.emplace_back(QObject::tr("First Close by"), sideText(closing.by));
    return factsHtml(facts);
}

} // namespace

ClosePane::ClosePane(QWidget* parent) : QTextBrowser(parent)
{
    setObjectName(QStringLiteral("close"));
    setAccessibleName(tr("How the connection ended"));
    setProperty("plain", true);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    document()->setDocumentMargin(12);
}

bool ClosePane::setEvent(const present::LoadedEvent& event)
{
    if (!event.connection) {
        return false;
    }
    const timeline::ConnectionInfo& connection = *event.connection;
    if (!connection.closing && !connection.closeReceived && !connection.closeSent) {
        return false;
    }
    QString html = headingHtml(tr("How it ended"));
    html += connection.closing ? closingHtml(*connection.closing)
                               : QStringLiteral("<p>%1</p>").arg(tr("It is closing."));
    html += headingHtml(tr("On the wire"));
    Facts frames;
    frames.emplace_back(tr("From the server"), connection.closeReceived
                                                   ? frameText(*connection.closeReceived)
                                                   : tr("no Close frame"));
    frames.emplace_back(tr("From the client"), connection.closeSent
                                                   ? frameText(*connection.closeSent)
                                                   : tr("no Close frame"));
    html += factsHtml(frames);
    if (!event.record.detail.violations.empty()) {
        html += headingHtml(tr("Checks")) + violationsHtml(event.record.detail.violations);
    }
    setHtml(html);
    return true;
}

} // namespace framescope::ui
