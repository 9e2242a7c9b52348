// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/life_cycle_text.h"

#include "present/format.h"
#include "present/preview.h"
#include "wire/close_codes.h"

#include <QStringList>

#include <nlohmann/json.hpp>

#include <initializer_list>

namespace framescope::present {

namespace {

using nlohmann::json;
using timeline::Type;

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

QString textOf(const json& value)
{
    if (value.is_string()) {
        return oneLine(value.get_ref<const std::string&>());
    }
    if (value.is_array()) {
        QStringList parts;
        for (const json& element : value) {
            parts += textOf(element);
        }
        return parts.join(QStringLiteral(", "));
    }
    return value.is_null() ? QString() : oneLine(value.dump());
}

/// The first of the members that is there, as text.
QString member(const json& object, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (const auto found = object.find(name); found != object.end()) {
            return textOf(*found);
        }
    }
    return {};
}

QString prefixed(const QString& prefix, const QString& text)
{
    return text.isEmpty() ? text : prefix + text;
}

QString startLineOfRequest(const json& detail)
{
    return separated(
        {(member(detail, {"method"}) + QLatin1Char(' ') + member(detail, {"target", "path"}))
             .trimmed(),
         member(detail, {"version"})});
}

QString statusLine(const json& detail)
{
    return (member(detail, {"status"}) + QLatin1Char(' ') + member(detail, {"reason"})).trimmed();
}

QString closedText(const timeline::Detail& detail)
{
    const QString by = !detail.closedBy                     ? QString()
                       : *detail.closedBy == Direction::Out ? QStringLiteral("by the client")
                                                            : QStringLiteral("by the server");
    const json more = json::parse(detail.json, nullptr, false);
    const QString ending =
        more.is_object() ? separated({member(more, {"text"}),
                                      prefixed(QStringLiteral("TLS "), member(more, {"tls"}))})
                         : QString();
    return separated({closeText(detail.code.value_or(wire::CloseAbnormal), detail.reason),
                      detail.clean ? QStringLiteral("clean") : QStringLiteral("not clean"), by,
                      ending});
}

QString textOfType(Type type, const json& detail)
{
    switch (type) {
    case Type::Connecting:
        return member(detail, {"url", "client"});
    case Type::Resolved:
        return separated({member(detail, {"host"}), member(detail, {"addresses"})});
    case Type::Connected:
        return separated({member(detail, {"server"}),
                          prefixed(QStringLiteral("through "), member(detail, {"proxy"}))});
    case Type::Secured:
        return separated({member(detail, {"protocol"}), member(detail, {"cipher"}),
                          prefixed(QStringLiteral("ALPN "), member(detail, {"alpn"}))});
    case Type::Request:
        return startLineOfRequest(detail);
    case Type::Response:
        return statusLine(detail);
    case Type::Open:
        return separated({prefixed(QStringLiteral("subprotocol "), member(detail, {"subprotocol"})),
                          member(detail, {"extensions"})});
    case Type::Error:
        return separated({member(detail, {"layer"}).toUpper(), member(detail, {"text", "what"})});
    case Type::Note:
        return detail.contains("removed") ? QStringLiteral("(removed)") : member(detail, {"text"});
    default:
        return member(detail, {"text", "what", "note"});
    }
}

} // namespace

QString closeText(std::uint16_t code, std::string_view reason)
{
    const std::string_view name = wire::closeCode(code).name;
    const QString number = QString::number(code) + QLatin1Char(' ') +
                           QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    return separated({number.trimmed(), oneLine(reason)});
}

QString previewOfLifeCycle(const timeline::Entry& entry, const timeline::Detail* detail)
{
    if (!detail) {
        return {};
    }
    if (entry.type == Type::Closed) {
        return closedText(*detail);
    }
    const json object = json::parse(detail->json, nullptr, false);
    if (!object.is_object()) {
        return oneLine(detail->json);
    }
    const QString text = textOfType(entry.type, object);
    return text.isEmpty() && !object.empty() && entry.type != Type::Open ? oneLine(detail->json)
                                                                         : text;
}

} // namespace framescope::present
