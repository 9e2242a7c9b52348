// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/close_pane.h"

#include "base/qt_string.h"
#include "ui/details/document_html.h"
#include "wire/close_codes.h"

namespace framescope::ui {

namespace {

QString codeText(std::uint16_t code)
{
    return QStringLiteral("%1  %2").arg(QString::number(code),
                                        toQString(wire::closeCode(code).name));
}

QString quoted(const std::string& reason)
{
    return reason.empty() ? ClosePane::tr("none")
                          : QLatin1Char('"') + toQString(reason) + QLatin1Char('"');
}

QString frameText(const std::optional<wire::ClosePayload>& close)
{
    if (!close) {
        return ClosePane::tr("no Close frame");
    }
    if (!close->code) {
        return ClosePane::tr("a Close frame without a code");
    }
    return ClosePane::tr("%1, reason: %2").arg(codeText(*close->code), quoted(close->reason));
}

QString sideText(const std::optional<Direction>& by)
{
    if (!by) {
        return ClosePane::tr("nobody: there was no Close frame");
    }
    return *by == Direction::In ? ClosePane::tr("the server") : ClosePane::tr("the client");
}

Facts closingFacts(const timeline::Closing& closing)
{
    return {{ClosePane::tr("Code"), codeText(closing.code)},
            {ClosePane::tr("Meaning"), toQString(wire::closeCode(closing.code).meaning)},
            {ClosePane::tr("Reason"), quoted(closing.reason)},
            {ClosePane::tr("Clean"),
             closing.clean ? ClosePane::tr("yes: both sides sent Close") : ClosePane::tr("no")},
            {ClosePane::tr("First Close by"), sideText(closing.by)}};
}

} // namespace

ClosePane::ClosePane(QWidget* parent) : DocumentPane(parent)
{
    setObjectName(QStringLiteral("close"));
    setAccessibleName(tr("How the connection ended"));
}

bool ClosePane::hasContent(const present::LoadedEvent& event)
{
    return event.connection && (event.connection->closing || event.connection->closeReceived ||
                                event.connection->closeSent);
}

QString ClosePane::html(const present::LoadedEvent& event, const style::Colours& colours) const
{
    if (!event.connection) {
        return {};
    }
    const timeline::ConnectionInfo& connection = *event.connection;
    QString html = headingHtml(tr("How it ended"));
    html += connection.closing ? factsHtml(closingFacts(*connection.closing), colours)
                               : paragraphHtml(tr("It is closing."));
    html += headingHtml(tr("On the wire"));
    html += factsHtml({{tr("From the server"), frameText(connection.closeReceived)},
                       {tr("From the client"), frameText(connection.closeSent)}},
                      colours);
    return html;
}

} // namespace framescope::ui
