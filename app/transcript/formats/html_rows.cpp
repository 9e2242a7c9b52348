// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/html_rows.h"

#include "base/text/counted.h"
#include "base/text/hex.h"
#include "base/text/utf8.h"
#include "timeline/details/detail_json.h"
#include "transcript/event_text.h"
#include "transcript/formats/hex_dump.h"
#include "transcript/formats/html_page.h"
#include "transcript/formats/html_text.h"
#include "transcript/formats/row_values.h"
#include "wire/http/printable.h"

#include <algorithm>

namespace framescope::transcript {

namespace {

using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

constexpr std::size_t MostUnfolded = 2000; ///< bytes of text
constexpr std::size_t MostDumped = 256;    ///< bytes of a dump
constexpr std::size_t SummaryLength = 120;

void appendCell(std::string& to, std::string_view attributes, std::string_view text)
{
    to.append("<td class=\"").append(attributes).append("\">").append(text).append("</td>");
}

/// Properties of a frame or message beyond its type.
std::string traitsOf(const EventRecord& record)
{
    std::string text;
    const auto add = [&text](std::string_view word) {
        text.append(text.empty() ? "" : ", ").append(word);
    };
    if (record.header && !record.header->fin) {
        add("not final");
    }
    if (record.detail.frames > 1) {
        add(std::to_string(record.detail.frames) + " frames");
    }
    if (record.entry.has(Entry::Compressed)) {
        add("compressed");
    }
    if (record.entry.has(Entry::Incomplete)) {
        add("incomplete");
    }
    if (record.detail.missing > 0) {
        add(counted(record.detail.missing, "byte") + " missing");
    }
    return text;
}

/// Opens a fold with a summary; the caller appends its content and closes it.
void openFold(std::string& to, std::string_view summary)
{
    to += "<details><summary><code>";
    appendHtml(to, summary);
    to += "</code></summary>";
}

std::string headLines(const wire::HttpHead& head)
{
    std::string lines;
    for (const wire::HeaderField& field : head.fields) {
        lines += wire::printable(field.name + ": " + field.value) + '\n';
    }
    if (!wire::isPlain(head)) {
        lines += "\nas it came:\n";
        appendHexDump(lines, asBytes(head.raw));
    }
    return lines;
}

/// Heads as text, everything else as JSON.
std::string detailText(const timeline::Detail& detail)
{
    if (const auto* request = detail.as<timeline::RequestDetail>()) {
        return headLines(request->head);
    }
    if (const auto* response = detail.as<timeline::ResponseDetail>()) {
        return headLines(response->head);
    }
    const timeline::Members members =
        detail.lifeCycle ? timeline::membersOf(*detail.lifeCycle) : timeline::Members();
    return members.empty() ? std::string() : timeline::toIndentedJson(members);
}

void appendLifeCycle(std::string& to, const EventRecord& record)
{
    const std::string text = eventText(record);
    const std::string detail = detailText(record.detail);
    if (detail.empty()) {
        to += "<code>";
        appendHtml(to, text);
        to += "</code>";
        return;
    }
    openFold(to, text.empty() ? std::string_view("…") : std::string_view(text));
    to += "<code class=\"detail\">";
    appendHtmlReplacing(to, detail);
    to += "</code></details>";
}

void appendViolationLines(std::string& to, const wire::Violations& violations)
{
    for (const wire::Violation& violation : violations) {
        const wire::RuleInfo& rule = wire::info(violation.rule);
        const std::string_view severity = wire::severityName(rule.severity);
        to.append("<div class=\"").append(severity).append("\">").append(severity).append(": ");
        to.append(rule.id).append(" (").append(rule.section).append("): ");
        appendHtmlReplacing(to, wire::violationText(violation));
        to += "</div>";
    }
}

Result<void> appendText(ExportOutput& to, const EventRecord& record, const PayloadParts& payload)
{
    const bool folded = record.detail.length > MostUnfolded;
    if (folded) {
        openFold(to.buffer(), std::string(cutText(asText(record.payload), SummaryLength)) + "…");
    }
    to.buffer() += "<code class=\"payload\">";
    auto appended = payload.eachText([&to](ByteView part) {
        appendHtml(to.buffer(), asText(part));
        return to.written();
    });
    to.buffer() += folded ? "</code></details>" : "</code>";
    return appended;
}

Result<void> appendDump(ExportOutput& to, ByteView start, std::uint64_t length,
                        const PayloadParts& payload, PayloadParts::Walk each)
{
    constexpr std::size_t BytesShown = 24;
    const bool folded = length > MostDumped;
    if (folded) {
        openFold(to.buffer(), spacedHex(start.first(std::min(BytesShown, start.size()))) + " …");
    }
    to.buffer() += "<pre>";
    std::uint64_t offset = 0;
    auto appended = (payload.*each)([&](ByteView part) {
        std::string dump;
        appendHexDump(dump, part, offset);
        appendHtml(to.buffer(), dump);
        offset += part.size();
        return to.written();
    });
    to.buffer() += folded ? "</pre></details>" : "</pre>";
    return appended;
}

/// Appends the wire bytes of a payload that could not be inflated.
Result<void> appendWireDump(ExportOutput& to, const EventRecord& record,
                            const PayloadParts& payload)
{
    if (!record.wirePayload) {
        return {};
    }
    const std::string why = timeline::whyNotInflated(record.detail);
    to.buffer() += "<div>Not inflated" + (why.empty() ? why : ", " + why) + "; as it came:</div>";
    return appendDump(to, *record.wirePayload, record.detail.wireLength, payload,
                      &PayloadParts::eachWire);
}

} // namespace

HtmlRows::HtmlRows(const ExportRows& rows)
    : rows_(rows), introduced_(rows.timeline().connectionCount() + 1)
{
}

void HtmlRows::begin(std::string& to)
{
    const ExportOptions& options = rows_.options();
    appendPageStart(to, {.recording = options.title,
                         .filter = options.filter,
                         .frames = options.view == timeline::View::Frames,
                         .secretsKept = options.keepSecrets,
                         .started = toRfc3339(rows_.timeline().start())});
}

Result<void> HtmlRows::row(ExportOutput& to, const EventRecord& record, const PayloadParts& payload)
{
    std::string& buffer = to.buffer();
    const std::size_t connection = record.entry.connection;
    if (connection > 0 && connection < introduced_.size() && !introduced_[connection]) {
        introduced_[connection] = true;
        appendConnectionCard(buffer, rows_.connection(record.entry.conn()));
    }
    const bool event = record.kind == Kind::Event;
    const bool directed = record.entry.hasDirection();
    const bool out = directed && record.entry.direction() == Direction::Out;
    const std::string number = std::to_string(std::uint64_t{record.id.value} + 1);
    buffer.append("<tr id=\"n").append(number).append("\" class=\"");
    buffer.append(event ? "event " : "").append(!directed ? "" : out ? "out" : "in").append("\">");
    appendCell(buffer, "r", number);
    appendCell(buffer, "r", shortSeconds(record));
    std::string direction = !directed ? "" : out ? "→ to server" : "← from server";
    if (introduced_.size() > 2 && connection > 0) {
        direction += " #" + std::to_string(connection);
    }
    appendCell(buffer, "d", direction);
    const std::string traits = traitsOf(record);
    appendCell(buffer, "t",
               std::string(timeline::typeName(record.entry.type)) +
                   (traits.empty() ? "" : "<br><small>" + traits + "</small>"));
    appendCell(buffer, "r", event ? "" : std::to_string(record.detail.length));
    buffer += "<td>";
    if (auto appended = appendContent(to, record, payload); !appended) {
        return appended;
    }
    if (auto appended = appendWireDump(to, record, payload); !appended) {
        return appended;
    }
    appendViolationLines(buffer, record.detail.violations);
    buffer += "</td></tr>\n";
    return to.written();
}

Result<void> HtmlRows::appendContent(ExportOutput& to, const EventRecord& record,
                                     const PayloadParts& payload) const
{
    if (record.kind == Kind::Event) {
        appendLifeCycle(to.buffer(), record);
        return {};
    }
    if (timeline::isControl(record.entry.type) && payload.isWhole()) {
        to.buffer() += "<code>";
        appendHtmlReplacing(to.buffer(), eventText(record));
        to.buffer() += "</code>";
        return {};
    }
    const auto isText = record.entry.type == Type::Binary ? Result<bool>(false) : payload.isUtf8();
    if (!isText) {
        return tl::unexpected(isText.error());
    }
    return *isText
               ? appendText(to, record, payload)
               : appendDump(to, record.payload, record.detail.length, payload, &PayloadParts::each);
}

void HtmlRows::end(std::string& to)
{
    appendPageEnd(to);
}

} // namespace framescope::transcript
