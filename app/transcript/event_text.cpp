// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/event_text.h"

#include "base/counted.h"
#include "base/visible_text.h"
#include "timeline/details/detail_json.h"
#include "transcript/formats/json_text.h"
#include "wire/frames/close_codes.h"
#include "wire/utf8_validator.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <variant>
#include <vector>

namespace framescope::transcript {

namespace {

using namespace timeline;

/// A text that was cut inside a character still counts as text.
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

/// One without a code never looks like one that carries 1005.
std::string closeFrameText(const EventRecord& record)
{
    if (record.detail.code) {
        return closeText(record.detail.code, record.detail.reason);
    }
    return record.payload.empty() ? "no code" : "no code: " + spacedHex(record.payload);
}

/// What came, as part of a line.
std::string shown(std::string_view text)
{
    return visibleText(text);
}

std::string shown(const std::optional<std::string>& text)
{
    return text ? shown(std::string_view(*text)) : std::string();
}

std::string joined(std::initializer_list<std::string> words)
{
    std::string line;
    for (const std::string& word : words) {
        addWord(line, word);
    }
    return line;
}

/// How it ended beyond what the frames say.
std::string endingText(const ClosedDetail& detail)
{
    std::string line = shown(detail.text);
    const auto add = [&line](const std::string& text) {
        line.append(line.empty() ? "" : "; ").append(text);
    };
    if (detail.unknown) {
        add("how it closed is not known: " + shown(detail.unknown));
    }
    if (detail.browser) {
        add(shown(detail.browser));
    }
    if (const std::string tcp = timeline::tcpEnding(detail); !tcp.empty()) {
        add(tcp);
    }
    if (detail.tls) {
        add("TLS " + shown(detail.tls));
    }
    if (detail.unsent) {
        add(counted(*detail.unsent, "byte") +
            (*detail.unsent == 1 ? " was not sent" : " were not sent"));
    }
    if (detail.closeUnsent.value_or(false)) {
        add("the client's Close frame is among them");
    }
    return line;
}

std::string closedText(const Detail& detail)
{
    std::string line = detail.code ? closeText(detail.code, detail.reason) : "unknown";
    const auto* more = detail.as<ClosedDetail>();
    if (!more || !more->unknown) {
        line += detail.clean ? ", clean" : ", not clean";
    }
    if (detail.closedBy) {
        line += *detail.closedBy == Direction::Out ? ", by the client" : ", by the server";
    }
    if (const std::string ending = more ? endingText(*more) : ""; !ending.empty()) {
        addWord(line, "(" + ending + ")");
    }
    return line;
}

std::string textOf(const ConnectingDetail& detail)
{
    return detail.client ? shown(detail.client) + " to " + shown(detail.server) : shown(detail.url);
}

/// The host alone where it was an address already.
std::string textOf(const ResolvedDetail& detail)
{
    std::string addresses;
    for (const std::string& address : detail.addresses.value_or(std::vector<std::string>())) {
        addresses.append(addresses.empty() ? "" : ", ").append(shown(std::string_view(address)));
    }
    const std::string host = shown(detail.host);
    return host == addresses ? host : joined({host, addresses});
}

std::string textOf(const ConnectedDetail& detail)
{
    return shown(detail.server) + (detail.proxy ? " through " + shown(detail.proxy) : "");
}

std::string textOf(const SecuredDetail& detail)
{
    return joined({shown(detail.protocol), shown(detail.cipher), shown(detail.alpn)});
}

std::string textOf(const RequestDetail& detail)
{
    const wire::HttpHead& head = detail.head;
    return shown(std::string_view(joined({head.method, head.target, head.version})));
}

std::string textOf(const ResponseDetail& detail)
{
    const wire::HttpHead& head = detail.head;
    return shown(
        std::string_view(joined({head.version, std::to_string(head.status), head.reason})));
}

std::string textOf(const OpenDetail& detail)
{
    const auto named = [](const char* name, const std::string& value) {
        return value.empty() ? value : name + ("=" + value);
    };
    return joined({named("subprotocol", shown(detail.subprotocol)),
                   named("extensions", shown(detail.extensions))});
}

std::string textOf(const ErrorDetail& detail)
{
    const std::string layer = shown(detail.layer);
    return layer + (layer.empty() ? "" : ": ") + shown(detail.text);
}

std::string textOf(const ClosedDetail& detail)
{
    return endingText(detail);
}

std::string textOf(const BehaviourDetail& detail)
{
    return shown(detail.text);
}

std::string textOf(const NoteDetail& detail)
{
    return detail.removed ? "(removed)" : shown(detail.text);
}

/// Where a member that would be told has another type than it should, or there is none.
void addWhatIsOdd(std::string& line, const LifeCycle& detail)
{
    if (line.empty() && !std::holds_alternative<OpenDetail>(detail)) {
        const Members members = membersOf(detail);
        line = members.empty() ? std::string() : visibleText(toJson(members));
        return;
    }
    for (const std::string& name : malformedMembers(detail)) {
        addWord(line, "(malformed: " + name + ")");
    }
}

std::string lifeCycleText(const EventRecord& record)
{
    const LifeCycle* detail = record.detail.lifeCycle.get();
    std::string line;
    if (record.entry.type == Type::Closed) {
        line = closedText(record.detail);
    } else if (detail) {
        line = std::visit([](const auto& one) { return textOf(one); }, *detail);
    }
    if (detail) {
        addWhatIsOdd(line, *detail);
    }
    return line;
}

std::string pongText(const EventRecord& record)
{
    std::string line = payloadText(record);
    const auto add = [&line](const char* what, const std::optional<Duration>& since) {
        if (since) {
            const std::string time = toMilliseconds(*since);
            addWord(line, what + time.substr(0, time.find('.') + 4) + " ms)");
        }
    };
    add("(round trip ", record.detail.roundTrip);
    add("(answered in ", record.detail.answeredIn);
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
        return closeFrameText(record);
    case Type::Pong:
        return pongText(record);
    default:
        return record.kind == timeline::Kind::Event ? lifeCycleText(record) : payloadText(record);
    }
}

std::string lackText(const EventRecord& record)
{
    std::string line;
    if (record.detail.missing > 0) {
        line = "(" + counted(record.detail.missing, "byte") + " missing)";
    } else if (record.kind == timeline::Kind::Message &&
               record.entry.has(timeline::Entry::Incomplete) &&
               std::ranges::none_of(record.detail.violations, [](const auto& violation) {
                   return violation.rule == wire::Rule::FrameTruncated; // whose text says so
               })) {
        line = "(incomplete)";
    }
    if (const std::string why = whyNotInflated(record.detail); !why.empty()) {
        addWord(line, "(not inflated: " + why + ")");
    }
    return line;
}

std::string wireText(const EventRecord& record)
{
    constexpr std::size_t MostShown = 32;
    if (!record.wirePayload) {
        return {};
    }
    const ByteView bytes = *record.wirePayload;
    return "(as it came: " + spacedHex(bytes.first(std::min(MostShown, bytes.size()))) +
           (bytes.size() > MostShown ? " …)" : ")");
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
