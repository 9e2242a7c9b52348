// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/timeline_lines.h"

#include "support/frame_script.h"
#include "timeline/details/detail_json.h"

#include <QtGlobal>

#include <nlohmann/json.hpp>

namespace framescope::test {

namespace {

using namespace timeline;

std::string pictured(std::string_view text)
{
    return pictureOf(asBytes(text));
}

std::string stringIn(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string jsonOf(const Detail& detail)
{
    return detail.lifeCycle ? toJson(*detail.lifeCycle) : "{}";
}

std::string textOfEvent(const EventRecord& record)
{
    const auto detail = nlohmann::json::parse(jsonOf(record.detail));
    switch (record.entry.type) {
    case Type::Connecting:
        return detail.contains("url") ? " " + stringIn(detail, "url") : "";
    case Type::Request:
        return " " + stringIn(detail, "method") + " " + stringIn(detail, "target");
    case Type::Response:
        return " " + detail["status"].dump() + " " + stringIn(detail, "reason");
    case Type::Open: {
        const std::string protocol = stringIn(detail, "subprotocol");
        const std::string extensions = stringIn(detail, "extensions");
        return (protocol.empty() ? "" : " protocol=" + protocol) +
               (extensions.empty() ? "" : " extensions=" + extensions);
    }
    case Type::Error:
        return " " + stringIn(detail, "layer") + ": " + stringIn(detail, "text") +
               (detail.contains("body") ? " body=" + pictured(stringIn(detail, "body")) : "") +
               (detail.contains("body_base64") ? " base64=" + stringIn(detail, "body_base64") : "");
    case Type::Closed:
        return (record.detail.code ? " " + std::to_string(*record.detail.code) : " unknown") +
               (record.detail.reason.empty() ? "" : " " + pictured(record.detail.reason)) +
               (record.detail.clean ? " clean" : "") +
               (record.detail.closedBy
                    ? (*record.detail.closedBy == Direction::In ? " by server" : " by client")
                    : "");
    case Type::Note:
        return (detail.contains("on") ? " @" + detail["on"].dump() : "") + " " +
               stringIn(detail, "text");
    default:
        return detail.empty() ? "" : " " + detail.dump();
    }
}

std::string textOfFrame(const EventRecord& record)
{
    std::string text = " " + pictureOf(record.payload);
    const Entry& entry = record.entry;
    if (record.header && !record.header->fin) {
        text += " more";
    }
    if (entry.has(Entry::Assembled)) {
        text += " frames=" + std::to_string(record.detail.frames);
    }
    if (entry.has(Entry::Compressed)) {
        text += " compressed";
    }
    if (entry.has(Entry::Incomplete)) {
        text += " incomplete";
    }
    if (entry.has(Entry::NotText)) {
        text += " nottext";
    }
    if (record.detail.code) {
        text += " code=" + std::to_string(*record.detail.code);
    }
    const auto& roundTrip = record.detail.roundTrip;
    if (const auto& since = roundTrip ? roundTrip : record.detail.answeredIn) {
        text += (roundTrip ? " rtt=" : " answered=") + std::to_string(since->count() / 1'000'000) +
                "ms to " + std::to_string(record.detail.ping->value + 1);
    }
    return text;
}

std::string lineOf(const EventRecord& record)
{
    std::string line(typeName(record.entry.type));
    if (record.kind == Kind::Event) {
        line += textOfEvent(record);
    } else {
        const bool out = record.entry.direction() == Direction::Out;
        const bool message = record.kind == Kind::Message;
        line = (out ? (message ? "=> " : "-> ") : (message ? "<= " : "<- ")) + line +
               textOfFrame(record);
    }
    for (const wire::Violation& violation : record.detail.violations) {
        line += " !" + std::string(wire::info(violation.rule).id);
    }
    return line;
}

std::string headerText(const wire::FrameHeader& header)
{
    std::string text =
        " fin=" + std::to_string(header.fin) + " rsv=" + std::to_string(header.rsv) +
        " opcode=" + std::to_string(static_cast<int>(header.opcode)) +
        " masked=" + std::to_string(header.masked) + " key=" + pictureOf(header.maskKey) +
        " size=" + std::to_string(header.size) + " payload=" + std::to_string(header.payloadLength);
    return text;
}

std::string everythingOf(const EventRecord& record)
{
    const Entry& entry = record.entry;
    const Detail& detail = record.detail;
    std::string text =
        std::to_string(record.id.value + 1) + " " + lineOf(record) +
        " | conn=" + std::to_string(entry.conn().value) + " time=" + toRfc3339(entry.timestamp()) +
        " t=" + toSeconds(record.sinceStart) + " at=" + std::to_string(entry.streamOffset) +
        " flags=" + std::to_string(entry.flags) + " wire=" + std::to_string(detail.wireLength) +
        " length=" + std::to_string(detail.length) + " reason=" + pictured(detail.reason) +
        " json=" + jsonOf(detail);
    if (detail.firstFrame) {
        text += " first=" + std::to_string(detail.firstFrameOf(record.id).value);
    }
    if (record.header) {
        text += headerText(*record.header);
    }
    for (const wire::Violation& violation : detail.violations) {
        text += " " + violation.detail;
    }
    return text;
}

std::vector<std::string> eachOf(const Timeline& timeline, View view,
                                std::string (*write)(const EventRecord&))
{
    StreamReader reader(timeline);
    std::vector<std::string> lines;
    const std::size_t count = timeline.size();
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!isVisible(timeline.entry(EventId{i}), view)) {
            continue;
        }
        const auto record = eventRecord(timeline, reader, EventId{i}, view);
        if (!record) {
            qFatal("event %u: %s", i + 1, record.error().message().c_str());
        }
        lines.push_back(write(*record));
    }
    return lines;
}

} // namespace

std::vector<std::string> linesOf(const Timeline& timeline, View view)
{
    return eachOf(timeline, view, lineOf);
}

std::vector<std::string> dumpOf(const Timeline& timeline, View view)
{
    return eachOf(timeline, view, everythingOf);
}

std::vector<std::string> linesIn(std::string_view text)
{
    std::vector<std::string> result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (!line.empty()) {
            result.emplace_back(line);
        }
    }
    return result;
}

} // namespace framescope::test
