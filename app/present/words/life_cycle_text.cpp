// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/life_cycle_text.h"

#include "present/rows/preview.h"
#include "present/words/format.h"
#include "timeline/details/detail_json.h"
#include "wire/frames/close_codes.h"
#include "wire/http/printable.h"

#include <QStringList>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace framescope::present {

namespace {

using namespace timeline;

QString separated(const QStringList& parts)
{
    QStringList filled;
    for (const QString& part : parts) {
        if (!part.isEmpty()) {
            filled += part;
        }
    }
    return filled.join(QStringLiteral("  ·  "));
}

QString oneLine(std::string_view text)
{
    const bool more = text.size() > PreviewBytes;
    return previewOfText(asBytes(text.substr(0, PreviewBytes)), more);
}

QString shown(const std::optional<std::string>& text)
{
    return text ? oneLine(*text) : QString();
}

QString prefixed(const QString& prefix, const QString& text)
{
    return text.isEmpty() ? text : prefix + text;
}

QString endingText(const ClosedDetail& detail)
{
    return separated(
        {shown(detail.text), prefixed(QStringLiteral("not known: "), shown(detail.unknown)),
         shown(detail.browser), shown(timeline::tcpEnding(detail)),
         prefixed(QStringLiteral("TLS "), shown(detail.tls)),
         detail.unsent ? QStringLiteral("%1 not sent").arg(formatBytes(*detail.unsent)) : QString(),
         detail.closeUnsent.value_or(false) ? QStringLiteral("the client's Close frame among them")
                                            : QString()});
}

QString closedText(const Detail& detail)
{
    const QString by = !detail.closedBy                     ? QString()
                       : *detail.closedBy == Direction::Out ? QStringLiteral("by the client")
                                                            : QStringLiteral("by the server");
    const auto* more = detail.as<ClosedDetail>();
    const bool known = !more || !more->unknown;
    return separated(
        {detail.code ? closeText(*detail.code, detail.reason) : QStringLiteral("unknown"),
         !known         ? QString()
         : detail.clean ? QStringLiteral("clean")
                        : QStringLiteral("not clean"),
         by, more ? endingText(*more) : QString()});
}

QString textOf(const ConnectingDetail& detail)
{
    return shown(detail.url ? detail.url : detail.client);
}

QString textOf(const ResolvedDetail& detail)
{
    QStringList addresses;
    for (const std::string& address : detail.addresses.value_or(std::vector<std::string>())) {
        addresses += oneLine(address);
    }
    return separated({shown(detail.host), addresses.join(QStringLiteral(", "))});
}

QString textOf(const ConnectedDetail& detail)
{
    return separated(
        {shown(detail.server), prefixed(QStringLiteral("through "), shown(detail.proxy))});
}

QString textOf(const SecuredDetail& detail)
{
    return separated({shown(detail.protocol), shown(detail.cipher),
                      prefixed(QStringLiteral("ALPN "), shown(detail.alpn))});
}

QString textOf(const RequestDetail& detail)
{
    const wire::HttpHead& head = detail.head;
    return separated(
        {(oneLine(head.method) + QLatin1Char(' ') + oneLine(wire::printable(head.target)))
             .trimmed(),
         oneLine(head.version)});
}

QString textOf(const ResponseDetail& detail)
{
    const wire::HttpHead& head = detail.head;
    return (QString::number(head.status) + QLatin1Char(' ') + oneLine(wire::printable(head.reason)))
        .trimmed();
}

QString textOf(const OpenDetail& detail)
{
    return separated({prefixed(QStringLiteral("subprotocol "), shown(detail.subprotocol)),
                      shown(detail.extensions)});
}

QString textOf(const ErrorDetail& detail)
{
    return separated({shown(detail.layer).toUpper(), shown(detail.text)});
}

QString textOf(const ClosedDetail& detail)
{
    return endingText(detail);
}

QString textOf(const BehaviourDetail& detail)
{
    return shown(detail.text);
}

QString textOf(const NoteDetail& detail)
{
    return detail.removed ? QStringLiteral("(removed)") : shown(detail.text);
}

/// Where a member that would be told has another type than it should, or there is none.
QString withWhatIsOdd(const QString& text, const LifeCycle& detail)
{
    if (text.isEmpty() && !std::holds_alternative<OpenDetail>(detail)) {
        const Members members = membersOf(detail);
        return members.empty() ? text : oneLine(toJson(members));
    }
    QStringList parts{text};
    for (const std::string& name : malformedMembers(detail)) {
        parts += QStringLiteral("malformed: ") + oneLine(name);
    }
    return separated(parts);
}

} // namespace

QString closeText(std::uint16_t code, std::string_view reason)
{
    const std::string_view name = wire::closeCode(code).name;
    const QString number = QString::number(code) + QLatin1Char(' ') +
                           QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    return separated({number.trimmed(), oneLine(wire::printable(reason))});
}

QString previewOfLifeCycle(const Entry& entry, const Detail* detail)
{
    if (!detail) {
        return {};
    }
    const LifeCycle* said = detail->lifeCycle.get();
    const QString text = entry.type == Type::Closed ? closedText(*detail)
                         : said ? std::visit([](const auto& one) { return textOf(one); }, *said)
                                : QString();
    return said ? withWhatIsOdd(text, *said) : text;
}

} // namespace framescope::present
