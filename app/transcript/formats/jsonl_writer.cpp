// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/jsonl_writer.h"

#include "base/text/hex.h"
#include "base/text/utf8_validator.h"
#include "codec/decoding.h"
#include "codec/json/json_text.h"
#include "timeline/details/detail_json.h"
#include "transcript/formats/json_strings.h"

namespace framescope::transcript {

namespace {

using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

constexpr std::uint64_t NanosecondsPerSecond = 1'000'000'000;
constexpr std::uint64_t NanosecondsPerMillisecond = 1'000'000;

/// A count of nanoseconds in a larger unit, with all of its decimals.
void appendDecimal(std::string& to, std::int64_t nanoseconds, std::uint64_t unit,
                   std::size_t decimals)
{
    auto magnitude = static_cast<std::uint64_t>(nanoseconds);
    if (nanoseconds < 0) {
        to += '-';
        magnitude = 0 - magnitude;
    }
    appendNumber(to, magnitude / unit);
    to += '.';
    appendPadded(to, magnitude % unit, decimals);
}

void appendFlag(std::string& to, bool value)
{
    to += value ? "true" : "false";
}

void appendHeader(std::string& to, const wire::FrameHeader& header)
{
    to += ",\"fin\":";
    appendFlag(to, header.fin);
    to += ",\"rsv\":";
    appendNumber(to, header.rsv);
    to += ",\"opcode\":";
    appendNumber(to, static_cast<std::uint64_t>(header.opcode));
    to += ",\"masked\":";
    if (header.hasSecondByte()) {
        appendFlag(to, header.masked);
    } else {
        to += "null";
    }
    to += ",\"mask_key\":";
    if (header.hasMaskKey()) {
        to += '"';
        appendHex(to, header.maskKey);
        to += '"';
    } else {
        to += "null";
    }
    to += ",\"header_length\":";
    appendNumber(to, header.size);
    to += ",\"payload_length\":";
    if (header.hasLength()) {
        appendNumber(to, header.payloadLength);
    } else {
        to += "null";
    }
}

void appendMeasures(std::string& to, const EventRecord& record)
{
    to += ",\"compressed\":";
    appendFlag(to, record.entry.has(Entry::Compressed));
    to += ",\"length\":";
    appendNumber(to, record.detail.length);
    if (record.kind == Kind::Message) {
        to += ",\"frames\":";
        appendNumber(to, record.detail.frames);
    }
    appendMissing(to, record);
}

void appendPayload(std::string& to, ByteView payload)
{
    if (isUtf8(payload)) {
        to += ",\"text\":";
        appendJsonString(to, asText(payload));
    } else {
        to += ",\"base64\":\"";
        appendBase64(to, payload);
        to += '"';
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
    to += ",\"code\":";
    if (detail.code) {
        appendNumber(to, *detail.code);
    } else {
        to += "null";
    }
    to += ",\"reason\":";
    appendJsonStringReplacing(to, detail.reason);
}

void appendClosed(std::string& to, const timeline::Detail& detail)
{
    appendCode(to, detail);
    to += ",\"clean\":";
    const auto* ending = detail.as<timeline::ClosedDetail>();
    if (ending && ending->unknown) {
        to += "null";
    } else {
        appendFlag(to, detail.clean);
    }
    to += ",\"by\":";
    if (!detail.closedBy) {
        to += "null";
    } else {
        to += *detail.closedBy == Direction::Out ? "\"client\"" : "\"server\"";
    }
}

void appendSincePing(std::string& to, std::string_view name, const std::optional<Duration>& time)
{
    to.append(",\"").append(name).append("\":");
    if (time) {
        appendDecimal(to, time->count(), NanosecondsPerMillisecond, 6);
    } else {
        to += "null";
    }
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
    to += "{\"n\":";
    appendNumber(to, std::uint64_t{record.id.value} + 1);
    to += ",\"conn\":";
    if (record.entry.connection != 0) {
        appendNumber(to, record.entry.connection);
    } else {
        to += "null";
    }
    to += ",\"t\":";
    appendDecimal(to, record.sinceStart.count(), NanosecondsPerSecond, 9);
}

void appendKind(std::string& to, const EventRecord& record)
{
    to += ",\"dir\":";
    if (record.entry.hasDirection()) {
        to += record.entry.direction() == Direction::In ? "\"in\"" : "\"out\"";
    } else {
        to += "null";
    }
    to += ",\"kind\":\"";
    to += timeline::kindName(record.kind);
    to += "\",\"type\":\"";
    to += timeline::typeName(record.entry.type);
    to += '"';
}

} // namespace

void appendMissing(std::string& to, const EventRecord& record)
{
    const timeline::Detail& detail = record.detail;
    if (record.entry.has(Entry::Incomplete)) {
        to += ",\"incomplete\":true";
    }
    if (detail.missing > 0) {
        to += ",\"missing\":";
        appendNumber(to, detail.missing);
    }
    if (const std::string why = timeline::whyNotInflated(detail); !why.empty()) {
        to += ",\"not_inflated\":";
        appendJsonString(to, why);
    }
}

void appendViolations(std::string& to, const wire::Violations& violations)
{
    to += ",\"violations\":[";
    for (const wire::Violation& violation : violations) {
        const wire::RuleInfo& rule = wire::info(violation.rule);
        to += &violation == &violations.front() ? "{\"rule\":\"" : ",{\"rule\":\"";
        to += rule.id;
        to += "\",\"section\":\"";
        to += rule.section;
        to += "\",\"severity\":\"";
        to += wire::severityName(rule.severity);
        to += "\",\"text\":";
        appendJsonStringReplacing(to, wire::violationText(violation));
        to += '}';
    }
    to += ']';
}

void JsonlWriter::append(std::string& to, const EventRecord& record)
{
    appendStart(to, record);
    if (record.kind != Kind::Event) {
        appendPayload(to, record.payload);
        if (decoded_) {
            appendDecoded(to, record.payload);
        }
    }
    if (record.wirePayload) {
        to += ",\"wire_base64\":\"";
        appendBase64(to, *record.wirePayload);
        to += '"';
    }
    appendEnd(to, record);
}

void JsonlWriter::appendStart(std::string& to, const EventRecord& record)
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

void JsonlWriter::appendEnd(std::string& to, const EventRecord& record) const
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
            appendSincePing(to, "answered_in_ms", record.detail.answeredIn);
        } else {
            appendSincePing(to, "rtt_ms", record.detail.roundTrip);
        }
        break;
    default:
        break;
    }
    if (record.kind == Kind::Event) {
        appendDetail(to, record.detail);
    }
    appendViolations(to, record.detail.violations);
    to += "}\n";
}

/// Formats date and time once for each second.
void JsonlWriter::appendTime(std::string& to, Timestamp time)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    if (second.time_since_epoch().count() != second_) {
        second_ = second.time_since_epoch().count();
        secondText_ = toRfc3339(second);
        secondText_.resize(secondText_.find('.') + 1);
    }
    to += ",\"time\":\"";
    to += secondText_;
    appendPadded(to, static_cast<std::uint64_t>((time - second).count()), 9);
    to += "Z\"";
}

} // namespace framescope::transcript
