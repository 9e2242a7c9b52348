// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/csv_rows.h"

#include "base/text/hex.h"
#include "timeline/details/detail_json.h"
#include "transcript/formats/json_strings.h"
#include "transcript/formats/row_values.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <type_traits>

namespace framescope::transcript {

namespace {

using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

constexpr std::string_view Header =
    "n,conn,t,time,dir,kind,type,fin,rsv,opcode,masked,mask_key,header_length,payload_length,"
    "compressed,length,frames,text,base64,wire_base64,code,reason,clean,by,"
    "rtt_ms,answered_in_ms,detail,violations,missing,not_inflated,incomplete\r\n";

/// Whether a text begins with an apostrophe, or so that spreadsheets read it as a formula (OWASP,
/// "CSV Injection"), including the wide forms of East Asia.
bool mustBeDefused(std::string_view text)
{
    constexpr std::string_view First = "=+-@\t\r\n'";
    constexpr auto Wide = std::to_array<std::string_view>({"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"});
    return (!text.empty() && First.find(text[0]) != std::string_view::npos) ||
           std::ranges::any_of(Wide, [text](std::string_view c) { return text.starts_with(c); });
}

void appendQuoted(std::string& to, std::string_view text)
{
    for (const char c : text) {
        to.append(c == '"' ? 2 : 1, c);
    }
}

void appendCell(std::string& to, std::string_view text)
{
    to += ',';
    const bool defused = mustBeDefused(text);
    if (!defused && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += text;
        return;
    }
    to += defused ? "\"'" : "\"";
    appendQuoted(to, text);
    to += '"';
}

template <std::integral T>
void appendCell(std::string& to, T value)
{
    to += ',';
    if constexpr (std::is_same_v<T, bool>) {
        to += value ? "true" : "false";
    } else {
        to += std::to_string(value);
    }
}

void appendEmpty(std::string& to, std::size_t count)
{
    to.append(count, ',');
}

template <class T>
void appendCell(std::string& to, const std::optional<T>& value)
{
    if (value) {
        appendCell(to, *value);
    } else {
        appendEmpty(to, 1);
    }
}

void appendIdentityCells(std::string& to, const EventRecord& record)
{
    to += std::to_string(std::uint64_t{record.id.value} + 1);
    appendCell(to, connectionOf(record));
    to.append(",").append(toSeconds(record.sinceStart));
    to.append(",").append(toRfc3339(record.entry.timestamp()));
    appendCell(to, directionOf(record));
    appendCell(to, timeline::kindName(record.kind));
    appendCell(to, timeline::typeName(record.entry.type));
}

void appendHeader(std::string& to, const EventRecord& record)
{
    constexpr std::size_t Columns = 7;
    if (!record.header) {
        appendEmpty(to, Columns);
        return;
    }
    const wire::FrameHeader& header = *record.header;
    appendCell(to, header.fin);
    appendCell(to, header.rsv);
    appendCell(to, static_cast<int>(header.opcode));
    appendCell(to, onlyIf(header.hasSecondByte(), header.masked));
    appendCell(to, onlyIf(header.hasMaskKey(), toHex(header.maskKey)));
    appendCell(to, header.size);
    appendCell(to, onlyIf(header.hasLength(), header.payloadLength));
}

void appendMeasureCells(std::string& to, const EventRecord& record)
{
    constexpr std::size_t Columns = 3;
    if (record.kind == Kind::Event) {
        appendEmpty(to, Columns);
        return;
    }
    appendCell(to, record.entry.has(Entry::Compressed));
    appendCell(to, record.detail.length);
    appendCell(to, onlyIf(record.kind == Kind::Message, record.detail.frames));
}

Result<bool> isCellText(const PayloadParts& payload)
{
    auto isUtf8 = payload.isUtf8();
    if (!isUtf8 || !*isUtf8) {
        return isUtf8;
    }
    const auto ends = payload.contains(0);
    return ends ? Result<bool>(!*ends) : ends;
}

bool base64BeginsWithPlus(ByteView payload)
{
    constexpr std::uint8_t Plus = 62;
    return !payload.empty() && payload[0] >> 2 == Plus;
}

/// Appends a cell in base64, part by part.
Result<void> appendBase64Cell(ExportOutput& to, ByteView start, const PayloadParts& payload,
                              PayloadParts::Walk each)
{
    to.buffer() += base64BeginsWithPlus(start) ? ",\"'" : ",\"";
    auto appended = (payload.*each)([&to](ByteView part) {
        appendBase64(to.buffer(), part);
        return to.written();
    });
    to.buffer() += '"';
    return appended;
}

/// Appends the wire bytes of a payload that could not be inflated.
Result<void> appendWireCell(ExportOutput& to, const EventRecord& record,
                            const PayloadParts& payload)
{
    if (!record.wirePayload || record.wirePayload->empty()) {
        appendEmpty(to.buffer(), 1);
        return {};
    }
    return appendBase64Cell(to, *record.wirePayload, payload, &PayloadParts::eachWire);
}

/// Appends the columns text and base64. An empty payload has an empty cell too.
Result<void> appendPayload(ExportOutput& to, const EventRecord& record, const PayloadParts& payload)
{
    const auto isText = isCellText(payload);
    if (!isText) {
        return tl::unexpected(isText.error());
    }
    const std::string_view start = asText(record.payload);
    if (payload.isWhole() && *isText) {
        appendCell(to.buffer(), start);
        to.buffer() += ',';
        return {};
    }
    if (!*isText) {
        appendEmpty(to.buffer(), 1);
        return appendBase64Cell(to, record.payload, payload, &PayloadParts::each);
    }
    to.buffer() += mustBeDefused(start) ? ",\"'" : ",\"";
    auto appended = payload.eachText([&](ByteView part) {
        appendQuoted(to.buffer(), asText(part));
        return to.written();
    });
    to.buffer() += "\",";
    return appended;
}

void appendClosing(std::string& to, const EventRecord& record)
{
    const timeline::Detail& detail = record.detail;
    const bool closed = record.entry.type == Type::Closed;
    if (!closed && record.entry.type != Type::Close) {
        appendEmpty(to, 4);
        return;
    }
    appendCell(to, detail.code);
    appendCell(to, withoutInvalidUtf8(detail.reason));
    appendCell(to, closed ? cleanOf(detail) : std::nullopt);
    appendCell(to, closed ? closedByOf(detail) : std::nullopt);
}

void appendSincePing(std::string& to, const std::optional<Duration>& time)
{
    to.append(",").append(time ? toMilliseconds(*time) : std::string());
}

void appendViolationCells(std::string& to, const wire::Violations& violations)
{
    std::string names;
    for (const wire::Violation& violation : violations) {
        names.append(names.empty() ? "" : " ").append(wire::info(violation.rule).id);
    }
    appendCell(to, names);
}

void appendMissingCells(std::string& to, const EventRecord& record)
{
    const timeline::Detail& detail = record.detail;
    appendCell(to, onlyIf(detail.missing > 0, detail.missing));
    appendCell(to, timeline::whyNotInflated(detail));
    appendCell(to, onlyIf(record.entry.has(Entry::Incomplete), true));
}

} // namespace

void CsvRows::begin(std::string& to)
{
    to += Header;
}

Result<void> CsvRows::row(ExportOutput& to, const EventRecord& record, const PayloadParts& payload)
{
    std::string& buffer = to.buffer();
    appendIdentityCells(buffer, record);
    appendHeader(buffer, record);
    appendMeasureCells(buffer, record);
    if (record.kind == Kind::Event) {
        appendEmpty(buffer, 3);
    } else if (auto appended = appendPayload(to, record, payload); !appended) {
        return appended;
    } else if (auto wire = appendWireCell(to, record, payload); !wire) {
        return wire;
    }
    appendClosing(buffer, record);
    appendSincePing(buffer, record.detail.roundTrip);
    appendSincePing(buffer, record.detail.answeredIn);
    const auto& lifeCycle = record.detail.lifeCycle;
    appendCell(buffer, lifeCycle ? timeline::toJson(*lifeCycle) : std::string());
    appendViolationCells(buffer, record.detail.violations);
    appendMissingCells(buffer, record);
    buffer += "\r\n";
    return to.written();
}

} // namespace framescope::transcript
