// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/close_pane.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "ui/details/story/document_html.h"
#include "wire/frames/close_codes.h"
#include "wire/http/printable.h"

#include <algorithm>

namespace framescope::ui {

namespace {

QString codeText(std::uint16_t code)
{
    return QStringLiteral("%1  %2").arg(QString::number(code),
                                        toQString(wire::closeCode(code).name));
}

/// Describes the code of an ending, which may be one that is only reported (1005, 1006).
QString endingText(std::uint16_t code)
{
    return wire::isOnlyReported(code)
               ? ClosePane::tr("%1 (reported; it never goes over the wire)").arg(codeText(code))
               : codeText(code);
}

QString quoted(const std::string& reason)
{
    return reason.empty()
               ? ClosePane::tr("none")
               : QLatin1Char('"') + toQString(wire::printable(reason)) + QLatin1Char('"');
}

QString bytesText(const Bytes& payload)
{
    constexpr std::size_t Most = 32;
    const ByteView shown = ByteView(payload).first(std::min(payload.size(), Most));
    return latinText(spacedHex(shown)) + (payload.size() > Most ? QStringLiteral(" …") : QString());
}

/// Describes a Close frame as sent, even if invalid. A frame without a code is not shown as 1005.
QString frameText(const std::optional<timeline::FirstClose>& close)
{
    if (!close) {
        return ClosePane::tr("no Close frame");
    }
    if (!close->code) {
        return close->payload.empty() ? ClosePane::tr("a Close frame without a code")
                                      : ClosePane::tr("a Close frame without a code: %1")
                                            .arg(bytesText(close->payload));
    }
    const QString text =
        ClosePane::tr("%1, reason: %2").arg(codeText(*close->code), quoted(close->reason));
    return close->violations.empty()
               ? text
               : ClosePane::tr("%1 (the payload: %2)").arg(text, bytesText(close->payload));
}

QString faultsHtml(const std::optional<timeline::FirstClose>& close, const style::Colours& colours)
{
    return close ? violationsHtml(close->violations, {}, colours) : QString();
}

QString sideText(const std::optional<Direction>& by)
{
    if (!by) {
        return ClosePane::tr("neither side: there was no Close frame");
    }
    return *by == Direction::In ? ClosePane::tr("the server") : ClosePane::tr("the client");
}

Facts closingFacts(const timeline::ConnectionEnding& closing)
{
    Facts facts;
    const auto add = [&facts](const QString& name, const QString& value) {
        facts.emplace_back(name, value);
    };
    if (closing.code) {
        add(ClosePane::tr("Code"), endingText(*closing.code));
        add(ClosePane::tr("Meaning"), toQString(wire::closeCode(*closing.code).meaning));
        add(ClosePane::tr("Reason"), quoted(closing.reason));
    }
    if (closing.unknown.empty()) {
        add(ClosePane::tr("Clean"),
            closing.clean ? ClosePane::tr("yes: both sides sent Close") : ClosePane::tr("no"));
        add(ClosePane::tr("First Close by"), sideText(closing.by));
    } else {
        add(ClosePane::tr("Not known"), toQString(closing.unknown));
    }
    if (!closing.tcp.empty()) {
        add(ClosePane::tr("TCP"), toQString(closing.tcp));
    }
    if (closing.unsent > 0) {
        const QString text = closing.closeUnsent
                                 ? ClosePane::tr("%1, the Close frame of the client among them: "
                                                 "the server did not read in time")
                                 : ClosePane::tr("%1, which the server did not read in time");
        add(ClosePane::tr("Not sent"), text.arg(present::formatBytes(closing.unsent)));
    }
    return facts;
}

QString browserHtml(const std::optional<timeline::ConnectionEnding>& closing)
{
    return closing && !closing->browser.empty()
               ? paragraphHtml(ClosePane::tr("Note: %1").arg(toQString(closing->browser)))
               : QString();
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
                               : paragraphHtml(tr("The connection is closing."));
    html += browserHtml(connection.closing);
    html += headingHtml(tr("On the wire"));
    html += factsHtml({{tr("From the server"), frameText(connection.closeReceived)},
                       {tr("From the client"), frameText(connection.closeSent)}},
                      colours);
    return html + faultsHtml(connection.closeReceived, colours) +
           faultsHtml(connection.closeSent, colours);
}

} // namespace framescope::ui
