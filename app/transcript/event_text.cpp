// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/event_text.h"

#include "base/visible_text.h"
#include "transcript/json_text.h"
#include "wire/close_codes.h"
#include "wire/utf8_validator.h"

#include <initializer_list>

#include <nlohmann/json.hpp>

namespace framescope::transcript {

namespace {

using nlohmann::json;
using timeline::EventRecord;
using timeline::Type;

/// A text that was cut in the middle of a character is one all the same.
std::string payloadText(const EventRecord& record)
{
    ByteView payload = record.payload;
    if (record.entry.type == Type::Binary) {
        return spacedHex(payload);
    }
    for (std::size_t cut = 0; cut <= 3 && cut <= payload.size(); ++cut) {
        const ByteView start = payload.first(payload.size() - cut);
        if (wire::isUtf8(start)) {
            return visibleText(asText(start));
        }
        if (!record.payloadCut) {
            break;
        }
    }
    return spacedHex(payload);
}

void addWord(std::string& line, std::string_view word)
{
    if (!word.empty()) {
        line.append(line.empty() ? "" : " ").append(word);
    }
}

std::string closeText(std::optional<std::uint16_t> code, std::string_view reason)
{
    std::string line;
    if (code) {
        line = std::to_string(*code);
        addWord(line, wire::closeCode(*code).name);
    }
    if (!reason.empty()) {
        addWord(line, '"' + visibleText(reason) + '"');
    }
    return line;
}

std::string valueText(const json& value)
{
    if (value.is_string()) {
        return visibleText(value.get_ref<const std::string&>());
    }
    std::string line;
    if (value.is_array()) {
        for (const json& element : value) {
            line.append(line.empty() ? "" : ", ").append(valueText(element));
        }
        return line;
    }
    return value.is_null() ? line : visibleText(value.dump());
}

/// The values of the members, those that are there.
std::string values(const json& object, std::initializer_list<const char*> names)
{
    std::string line;
    for (const char* name : names) {
        if (const auto found = object.find(name); found != object.end()) {
            addWord(line, valueText(*found));
        }
    }
    return line;
}

/// How it ended beyond what the frames say.
std::string endingText(const json& detail)
{
    std::string line = values(detail, {"text"});
    if (const std::string tls = values(detail, {"tls"}); !tls.empty()) {
        line.append(line.empty() ? "" : "; ").append("TLS ").append(tls);
    }
    if (const std::string unsent = values(detail, {"unsent"}); !unsent.empty()) {
        line.append(line.empty() ? "" : "; ").append(unsent).append(" bytes were not sent");
    }
    return line;
}

std::string closedText(const timeline::Detail& detail)
{
    std::string line = closeText(detail.code, detail.reason);
    line += detail.clean ? ", clean" : ", not clean";
    if (detail.closedBy) {
        line += *detail.closedBy == Direction::Out ? ", by the client" : ", by the server";
    }
    const json more = json::parse(detail.json, nullptr, false);
    if (const std::string ending = more.is_object() ? endingText(more) : ""; !ending.empty()) {
        addWord(line, "(" + ending + ")");
    }
    return line;
}

/// A capture that is not ours knows the two ends alone.
std::string connectingText(const json& detail)
{
    const std::string client = values(detail, {"client"});
    return client.empty() ? values(detail, {"url"}) : client + " to " + values(detail, {"server"});
}

std::string connectedText(const json& detail)
{
    const std::string proxy = values(detail, {"proxy"});
    return values(detail, {"server"}) + (proxy.empty() ? "" : " through " + proxy);
}

/// The host alone where it was an address already.
std::string resolvedText(const json& detail)
{
    const std::string host = values(detail, {"host"});
    const std::string addresses = values(detail, {"addresses"});
    return host == addresses ? host : values(detail, {"host", "addresses"});
}

std::string openText(const json& detail)
{
    std::string line;
    for (const char* name : {"subprotocol", "extensions"}) {
        if (const std::string value = values(detail, {name}); !value.empty()) {
            addWord(line, std::string(name) + "=" + value);
        }
    }
    return line;
}

std::string detailText(Type type, const json& detail)
{
    switch (type) {
    case Type::Connecting:
        return connectingText(detail);
    case Type::Resolved:
        return resolvedText(detail);
    case Type::Connected:
        return connectedText(detail);
    case Type::Secured:
        return values(detail, {"protocol", "cipher", "alpn"});
    case Type::Request:
        return values(detail, {"method", "target", "version"});
    case Type::Response:
        return values(detail, {"version", "status", "reason"});
    case Type::Open:
        return openText(detail);
    case Type::Error: {
        const std::string layer = values(detail, {"layer"});
        return layer + (layer.empty() ? "" : ": ") + values(detail, {"text"});
    }
    case Type::Note:
        return detail.contains("removed") ? "(removed)" : values(detail, {"text"});
    default:
        return values(detail, {"text", "what"});
    }
}

std::string lifeCycleText(const EventRecord& record)
{
    if (record.entry.type == Type::Closed) {
        return closedText(record.detail);
    }
    const json detail = json::parse(record.detail.json, nullptr, false);
    if (!detail.is_object()) {
        return visibleText(record.detail.json);
    }
    std::string line = detailText(record.entry.type, detail);
    if (line.empty() && !detail.empty() && record.entry.type != Type::Open) {
        line = visibleText(record.detail.json);
    }
    return line;
}

std::string pongText(const EventRecord& record)
{
    std::string line = payloadText(record);
    if (const auto& roundTrip = record.detail.roundTrip) {
        const std::string time = toMilliseconds(*roundTrip);
        addWord(line, "(after " + time.substr(0, time.find('.') + 4) + " ms)");
    }
    return line;
}

} // namespace

std::string spacedHex(ByteView bytes)
{
    std::string text;
    text.reserve(bytes.size() * 3);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0) {
            text += ' ';
        }
        appendHex(text, bytes.subspan(i, 1));
    }
    return text;
}

std::string eventText(const EventRecord& record)
{
    switch (record.entry.type) {
    case Type::Close:
        return closeText(record.detail.code, record.detail.reason);
    case Type::Pong:
        return pongText(record);
    default:
        return record.kind == timeline::Kind::Event ? lifeCycleText(record) : payloadText(record);
    }
}

std::string violationMarks(const EventRecord& record)
{
    std::string line;
    for (const wire::Violation& violation : record.detail.violations) {
        addWord(line, "!" + std::string(wire::info(violation.rule).id));
    }
    return line;
}

} // namespace framescope::transcript
