// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/jsonl_rows.h"

#include "base/text/hex.h"
#include "base/text/utf8_validator.h"
#include "codec/decoding.h"
#include "codec/json/json_text.h"
#include "timeline/details/detail_json.h"
#include "transcript/formats/json_strings.h"
#include "transcript/formats/row_values.h"

#include <concepts>
#include <optional>
#include <type_traits>

namespace framescope::transcript {

namespace {

using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

// Each appends a member. `start` is the text before its value: ,"name":

/// Appends a name, in which nothing has to be escaped.
void appendMember(std::string& to, std::string_view start, std::string_view name)
{
    to.append(start).append("\"").append(name).append("\"");
}

template <std::integral T>
void appendMember(std::string& to, std::string_view start, T value)
{
    to += start;
    if constexpr (std::is_same_v<T, bool>) {
        to += value ? "true" : "false";
    } else {
        to += std::to_string(value);
    }
}

template <class T>
void appendMember(std::string& to, std::string_view start, const std::optional<T>& value)
{
    if (value) {
        appendMember(to, start, *value);
    } else {
        to.append(start).append("null");
    }
}

void appendBase64Member(std::string& to, std::string_view start, ByteView bytes)
{
    to.append(start).append("\"");
    appendBase64(to, bytes);
    to += '"';
}

void appendHeader(std::string& to, const wire::FrameHeader& header)
{
    appendMember(to, ",\"fin\":", header.fin);
    appendMember(to, ",\"rsv\":", header.rsv);
    appendMember(to, ",\"opcode\":", static_cast<int>(header.opcode));
    appendMember(to, ",\"masked\":", onlyIf(header.hasSecondByte(), header.masked));
    appendMember(to, ",\"mask_key\":", onlyIf(header.hasMaskKey(), toHex(header.maskKey)));
    appendMember(to, ",\"header_length\":", header.size);
    appendMember(to, ",\"payload_length\":", onlyIf(header.hasLength(), header.payloadLength));
}

void appendMeasures(std::string& to, const EventRecord& record)
{
    appendMember(to, ",\"compressed\":", record.entry.has(Entry::Compressed));
    appendMember(to, ",\"length\":", record.detail.length);
    if (record.kind == Kind::Message) {
        appendMember(to, ",\"frames\":", record.detail.frames);
    }
    appendMissing(to, record);
}

void appendPayload(std::string& to, ByteView payload)
{
    if (isUtf8(payload)) {
        to += ",\"text\":";
        appendJsonString(to, asText(payload));
    } else {
        appendBase64Member(to, ",\"base64\":", payload);
    }
}

void appendDecoded(std::string& to, ByteView payload)
{
    const codec::Decoding decoding =
        codec::decode(std::make_shared<const Bytes>(payload.begin(), payload.end()));
    if (decoding.tree) {
        to += ",\"encoding\":";
        appendJsonString(to, decoding.chain());
        to += ",\"decoded\":";
        appendVisibleJson(to, codec::jsonText(*decoding.tree));
    }
}

void appendCode(std::string& to, const timeline::Detail& detail)
{
    appendMember(to, ",\"code\":", detail.code);
    to += ",\"reason\":";
    appendJsonStringReplacing(to, detail.reason);
}

void appendClosed(std::string& to, const timeline::Detail& detail)
{
    appendCode(to, detail);
    appendMember(to, ",\"clean\":", cleanOf(detail));
    appendMember(to, ",\"by\":", closedByOf(detail));
}

void appendSincePing(std::string& to, std::string_view start, const std::optional<Duration>& time)
{
    to.append(start).append(time ? toMilliseconds(*time) : "null");
}

void appendDetail(std::string& to, const timeline::Detail& detail)
{
    to += ",\"detail\":";
    if (detail.lifeCycle) {
        appendVisibleJson(to, timeline::toJson(*detail.lifeCycle));
    } else {
        to += "{}";
    }
}

void appendIdentity(std::string& to, const EventRecord& record)
{
    appendMember(to, "{\"n\":", std::uint64_t{record.id.value} + 1);
    appendMember(to, ",\"conn\":", connectionOf(record));
    to.append(",\"t\":").append(toSeconds(record.sinceStart));
}

void appendKind(std::string& to, const EventRecord& record)
{
    appendMember(to, ",\"dir\":", directionOf(record));
    appendMember(to, ",\"kind\":", timeline::kindName(record.kind));
    appendMember(to, ",\"type\":", timeline::typeName(record.entry.type));
}

} // namespace

void appendMissing(std::string& to, const EventRecord& record)
{
    if (record.entry.has(Entry::Incomplete)) {
        to += ",\"incomplete\":true";
    }
    if (record.detail.missing > 0) {
        appendMember(to, ",\"missing\":", record.detail.missing);
    }
    if (const std::string why = timeline::whyNotInflated(record.detail); !why.empty()) {
        to += ",\"not_inflated\":";
        appendJsonString(to, why);
    }
}

void appendViolations(std::string& to, const wire::Violations& violations,
                      const std::vector<Finding>& findings)
{
    to += ",\"violations\":[";
    const std::size_t start = to.size();
    for (const wire::Violation& violation : violations) {
        const wire::RuleInfo& rule = wire::info(violation.rule);
        to += &violation == &violations.front() ? "{" : ",{";
        appendMember(to, "\"rule\":", rule.id);
        appendMember(to, ",\"section\":", rule.section);
        appendMember(to, ",\"severity\":", wire::severityName(rule.severity));
        to += ",\"text\":";
        appendJsonStringReplacing(to, wire::violationText(violation));
        to += '}';
    }
    for (const Finding& finding : findings) {
        to += to.size() == start ? "{" : ",{";
        appendMember(to, "\"rule\":", finding.rule);
        to += ",\"section\":";
        appendJsonStringReplacing(to, finding.section);
        appendMember(to, ",\"severity\":", finding.severity);
        to += ",\"path\":";
        appendJsonStringReplacing(to, finding.path);
        to += ",\"text\":";
        appendJsonStringReplacing(to, finding.text);
        to += '}';
    }
    to += ']';
}

void JsonlRows::append(std::string& to, const EventRecord& record)
{
    appendStart(to, record);
    if (record.kind != Kind::Event) {
        appendPayload(to, record.payload);
        if (decoded_) {
            appendDecoded(to, record.payload);
        }
    }
    if (record.wirePayload) {
        appendBase64Member(to, ",\"wire_base64\":", *record.wirePayload);
    }
    appendEnd(to, record);
}

void JsonlRows::appendStart(std::string& to, const EventRecord& record)
{
    appendIdentity(to, record);
    appendTime(to, record.entry.timestamp());
    appendKind(to, record);
    if (record.kind != Kind::Event) {
        if (record.header) {
            appendHeader(to, *record.header);
        }
        appendMeasures(to, record);
    }
}

void JsonlRows::appendEnd(std::string& to, const EventRecord& record) const
{
    switch (record.entry.type) {
    case Type::Closed:
        appendClosed(to, record.detail);
        break;
    case Type::Close:
        appendCode(to, record.detail);
        break;
    case Type::Pong:
        if (record.entry.has(Entry::Outgoing)) {
            appendSincePing(to, ",\"answered_in_ms\":", record.detail.answeredIn);
        } else {
            appendSincePing(to, ",\"rtt_ms\":", record.detail.roundTrip);
        }
        break;
    default:
        break;
    }
    if (record.kind == Kind::Event) {
        appendDetail(to, record.detail);
    }
    appendViolations(to, record.detail.violations,
                     find_ ? find_(record.id) : std::vector<Finding>());
    to += "}\n";
}

/// Formats date and time once for each second.
void JsonlRows::appendTime(std::string& to, Timestamp time)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    if (second.time_since_epoch().count() != second_) {
        second_ = second.time_since_epoch().count();
        secondText_ = toRfc3339(second);
        secondText_.resize(secondText_.find('.') + 1);
    }
    to += ",\"time\":\"";
    to += secondText_;
    to.append(toSeconds(time - second), 2).append("Z\""); // the digits after "0."
}

Result<void> JsonlRows::row(ExportOutput& to, const timeline::EventRecord& record,
                            const PayloadParts& payload)
{
    const bool wireIsWhole =
        !record.wirePayload || record.wirePayload->size() < PayloadParts::PartSize;
    if (payload.isWhole() && wireIsWhole) {
        append(to.buffer(), record);
        return to.written();
    }
    const auto isText = payload.isUtf8();
    if (!isText) {
        return tl::unexpected(isText.error());
    }
    appendStart(to.buffer(), record);
    to.buffer() += *isText ? ",\"text\":" : ",\"base64\":";
    if (auto appended = appendJsonPayload(to, payload, *isText); !appended) {
        return appended;
    }
    if (auto appended = appendWireBase64(to, record, payload); !appended) {
        return appended;
    }
    appendEnd(to.buffer(), record);
    return to.written();
}

Result<void> appendJsonPayload(ExportOutput& to, const PayloadParts& payload, bool isText)
{
    to.buffer() += '"';
    auto appended = isText ? payload.eachText([&](ByteView part) {
        appendJsonCharacters(to.buffer(), asText(part));
        return to.written();
    })
                           : payload.each([&](ByteView part) {
                                 appendBase64(to.buffer(), part);
                                 return to.written();
                             });
    to.buffer() += '"';
    return appended;
}

Result<void> appendWireBase64(ExportOutput& to, const timeline::EventRecord& record,
                              const PayloadParts& payload)
{
    if (!record.wirePayload) {
        return {};
    }
    to.buffer() += ",\"wire_base64\":\"";
    auto appended = payload.eachWire([&to](ByteView part) {
        appendBase64(to.buffer(), part);
        return to.written();
    });
    to.buffer() += '"';
    return appended;
}

} // namespace framescope::transcript
