// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/cell_terms.h"

#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_outline.h"
#include "codec/value_text.h"
#include "filter/language/terms.h"
#include "present/words/format.h"

#include <algorithm>

namespace framescope::present {

namespace {

using timeline::Entry;
using timeline::Timeline;
using timeline::Type;

constexpr qsizetype MostLabel = 40;        // characters of a value in a menu
constexpr std::size_t MostJsonValue = 200; // bytes
constexpr std::size_t MostText = 120;      // bytes of a text that becomes a term

CellTerm fieldTerm(const QString& label, std::string_view field, std::string_view value,
                   std::optional<TimelineModel::Column> column)
{
    return {label, toQString(filter::fieldTerm(field, value)), column};
}

void addEnd(std::vector<CellTerm>& terms, const timeline::Detail& detail)
{
    if (detail.code) {
        const std::string code = std::to_string(*detail.code);
        terms.push_back(fieldTerm(QStringLiteral("code %1").arg(*detail.code), "code", code,
                                  TimelineModel::Preview));
    }
    if (!detail.reason.empty()) {
        terms.push_back(fieldTerm(
            QStringLiteral("reason “%1”").arg(shortened(toQString(detail.reason), MostLabel)),
            "reason", detail.reason, std::nullopt));
    }
}

std::vector<CellTerm> jsonTerms(std::string_view text)
{
    const codec::JsonOutline outline = codec::JsonOutline::parse(asBytes(text));
    std::vector<CellTerm> terms;
    if (outline.failure() || outline.empty() ||
        outline.node(codec::JsonOutline::Root).kind != codec::JsonOutline::Kind::Object) {
        return terms;
    }
    const codec::JsonOutline::Node& root = outline.node(codec::JsonOutline::Root);
    for (std::uint32_t row = 0; row < root.children && terms.size() < MostJsonTerms; ++row) {
        const codec::JsonOutline::Node& member = outline.node(outline.child(root, row));
        const bool plain = member.kind != codec::JsonOutline::Kind::Object &&
                           member.kind != codec::JsonOutline::Kind::Array;
        if (!plain || member.value.size() > MostJsonValue) {
            continue;
        }
        const std::string_view source = text.substr(member.value.begin, member.value.size());
        const std::string value = member.kind == codec::JsonOutline::Kind::String
                                      ? codec::unescape(asBytes(source))
                                      : std::string(source);
        const std::string_view key = text.substr(member.key.begin, member.key.size());
        const std::string path = '$' + codec::memberStep(codec::unescape(asBytes(key)), key);
        const QString shown = toQString(path.starts_with("$.") ? path.substr(2) : path.substr(1));
        terms.push_back(
            {QStringLiteral("%1 = %2").arg(shown, shortened(toQString(value), MostLabel)),
             toQString(filter::jsonTerm(path, value)), TimelineModel::Preview});
    }
    return terms;
}

} // namespace

QString shortened(const QString& text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most - 1) + QChar(0x2026);
}

std::string_view firstLine(std::string_view text)
{
    const auto end = std::find_if(text.begin(), text.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    text = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    return cutText(text, MostText);
}

std::vector<CellTerm> cellTerms(const Timeline& timeline, EventId id)
{
    const Entry& entry = timeline.entry(id);
    std::vector<CellTerm> terms;
    if (entry.hasDirection()) {
        const std::string_view name = directionName(entry.direction());
        terms.push_back(fieldTerm(QStringLiteral("direction %1").arg(latinText(name)), "dir", name,
                                  TimelineModel::Dir));
    }
    const std::string_view type = timeline::typeName(entry.type);
    terms.push_back(fieldTerm(QStringLiteral("type %1").arg(latinText(type)), "type", type,
                              TimelineModel::Type));
    if (entry.connection != 0) {
        const std::string connection = std::to_string(entry.conn().value);
        terms.push_back(fieldTerm(QStringLiteral("connection %1").arg(entry.conn().value), "conn",
                                  connection, TimelineModel::Connection));
    }
    if (!timeline::isLifeCycle(entry.type)) {
        const std::uint64_t length = timeline.length(entry);
        terms.push_back(fieldTerm(QStringLiteral("size %1 B").arg(formatCount(length)), "size",
                                  std::to_string(length), TimelineModel::Size));
    }
    if (const timeline::Detail* detail = timeline.detail(entry)) {
        addEnd(terms, *detail);
        for (const wire::Violation& violation : detail->violations) {
            const std::string_view rule = wire::info(violation.rule).id;
            terms.push_back(fieldTerm(QStringLiteral("rule %1").arg(latinText(rule)), "rule", rule,
                                      std::nullopt));
        }
    }
    return terms;
}

PayloadTerms payloadTerms(const Timeline& timeline, timeline::StreamReader& reader, EventId id)
{
    const Entry& entry = timeline.entry(id);
    PayloadTerms terms;
    if (timeline::isLifeCycle(entry.type) || entry.type == Type::Close) {
        return terms;
    }
    const auto payload = reader.payload(id, 0, PayloadTermsLimit);
    if (!payload || payload->empty()) {
        return terms;
    }
    const std::string_view text = asText(*payload);
    const bool whole = payload->size() == timeline.length(entry);
    const std::string_view line = firstLine(text);
    if (!line.empty() && isUtf8(asBytes(line))) {
        terms.text = {QStringLiteral("text “%1”").arg(shortened(toQString(line), MostLabel)),
                      toQString(filter::phraseTerm(line)), TimelineModel::Preview};
    }
    if (whole && isUtf8(*payload)) {
        terms.json = jsonTerms(text);
    }
    return terms;
}

} // namespace framescope::present
