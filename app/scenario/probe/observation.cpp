// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/observation.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "base/text/visible_text.h"
#include "timeline/payload/stream_reader.h"

#include <algorithm>
#include <charconv>

namespace framescope::scenario::probe {

namespace {

using timeline::Entry;
using timeline::Type;

/// The most that is kept of what a server sends on one connection.
constexpr std::uint64_t MaxKept = 64 * 1024 * 1024;

bool isReceived(const Entry& entry)
{
    const bool message =
        (entry.type == Type::Text || entry.type == Type::Binary) && entry.has(Entry::InMessages);
    return (message || entry.type == Type::Pong) && entry.hasDirection() &&
           entry.direction() == Direction::In && !entry.has(Entry::Incomplete);
}

/// Whether a violation by the server is a fault in any case: not how the connection ends, which the
/// cases judge, nor what is a matter of style in the head.
bool isFault(wire::Rule rule)
{
    using wire::Rule;
    switch (rule) {
    case Rule::MaskMissing:
    case Rule::CloseUnanswered:
    case Rule::CloseCodeDiffers:
    case Rule::PingUnanswered:
    case Rule::PongUnsolicited:
    case Rule::FrameTruncated:
    case Rule::InflateLimit:
        return false;
    default:
        return wire::info(rule).severity == wire::Severity::Error;
    }
}

void addFaults(Observation& seen, const wire::Violations& violations)
{
    std::ranges::copy_if(violations, std::back_inserter(seen.violations),
                         [](const wire::Violation& found) { return isFault(found.rule); });
}

Received::Kind kindOf(Type type)
{
    return type == Type::Pong     ? Received::Kind::Pong
           : type == Type::Binary ? Received::Kind::Binary
                                  : Received::Kind::Text;
}

/// The end of TCP as the last `closed` event tells it.
void readTcp(Observation& seen, const timeline::Detail& detail)
{
    if (const auto* closed = detail.as<timeline::ClosedDetail>()) {
        seen.tcpEndedByServer = closed->tcpBy == "server";
        seen.tcpReset = closed->tcp == "reset";
    }
}

void readEvents(Observation& seen, const timeline::Timeline& timeline,
                const timeline::ConnectionInfo& info)
{
    timeline::StreamReader reader(timeline);
    std::uint64_t kept = 0;
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const Entry& entry = timeline.entry(id);
        if (entry.conn() != info.id) {
            continue;
        }
        const timeline::Detail* detail = timeline.detail(entry);
        if (detail && entry.hasDirection() && entry.direction() == Direction::In) {
            addFaults(seen, detail->violations);
        }
        if (entry.type == Type::Closed && detail) {
            readTcp(seen, *detail);
        } else if (entry.type == Type::Ping && entry.direction() == Direction::In) {
            ++seen.pings;
            if (!seen.firstPing && info.openAt) {
                seen.firstPing = entry.timestamp() - *info.openAt;
            }
        } else if (isReceived(entry)) {
            kept += timeline.length(entry);
            seen.truncated = seen.truncated || kept > MaxKept;
            if (!seen.truncated) {
                seen.received.push_back(
                    {kindOf(entry.type), toByteArray(reader.payload(id).value_or(Bytes{}))});
            }
        }
    }
}

/// Counts the responses, and takes the status of the first where the timeline has none, as it does
/// not take what was sent for a request. Looks at the first bytes only: nobody answers later.
void readResponses(Observation& seen, const timeline::Timeline& timeline, ConnectionId connection)
{
    constexpr std::uint64_t Looked = 64 * 1024;
    constexpr std::string_view Start = "HTTP/1.";
    constexpr std::size_t StatusAt = 9;
    constexpr std::size_t StatusLength = 3;
    timeline::StreamReader reader(timeline);
    const auto stream = reader.stream(connection, Direction::In, StreamOffset{}, Looked);
    const std::string_view text = stream ? asText(*stream) : std::string_view();
    for (std::size_t at = text.find(Start); at != std::string_view::npos;
         at = text.find(Start, at + 1)) {
        ++seen.responses;
    }
    if (seen.status == 0 && text.starts_with(Start) && text.size() >= StatusAt + StatusLength) {
        std::from_chars(text.data() + StatusAt, text.data() + StatusAt + StatusLength, seen.status);
    } else if (seen.responses == 0 && !text.empty() && !seen.opened) {
        seen.responses = 1; // not in HTTP
    }
}

Ending endingOf(const Observation& seen, const timeline::ConnectionInfo& info)
{
    if (!info.connectedAt || (info.secured == std::nullopt && seen.tlsFailed)) {
        return Ending::Unreachable;
    }
    if (!info.response) {
        return seen.responses > 0      ? Ending::Refused
               : seen.tcpEndedByServer ? Ending::Cut
                                       : Ending::NoResponse;
    }
    if (!seen.opened) {
        return Ending::Refused;
    }
    if (info.closeReceived) {
        return info.closing && info.closing->by == Direction::Out ? Ending::Answered
                                                                  : Ending::Closed;
    }
    return seen.tcpEndedByServer ? Ending::Dropped
           : info.closeSent      ? Ending::Unanswered
                                 : Ending::Open;
}

/// "; later …"
void addClause(std::string& to, const std::string& clause)
{
    if (!clause.empty()) {
        to += (to.empty() ? "" : "; ") + clause;
    }
}

std::string codeText(const Observation& seen)
{
    std::string text = seen.closeCode ? std::to_string(*seen.closeCode) : "no code";
    if (!seen.closeReason.empty()) {
        text += " \"" + visibleText(seen.closeReason) + '"';
    }
    return text;
}

std::string endingText(const Observation& seen)
{
    switch (seen.ending) {
    case Ending::Unreachable:
        return "could not be reached" + (seen.error.empty() ? "" : ": " + visibleText(seen.error));
    case Ending::NoResponse:
        return "did not answer the request in time";
    case Ending::Cut:
        return std::string("ended TCP without a response") + (seen.tcpReset ? " (reset)" : "");
    case Ending::Refused:
        if (seen.status == 101) {
            return "switched to WebSocket, but: " + visibleText(seen.error);
        }
        return seen.status > 0 ? "refused with " + std::to_string(seen.status)
                               : "answered with what is not HTTP";
    case Ending::Answered:
        return "answered Close with " + codeText(seen) +
               (seen.tcpEndedByServer ? "" : ", but did not end TCP in time");
    case Ending::Unanswered:
        return "did not answer Close in time";
    case Ending::Closed:
        return "closed with " + codeText(seen);
    case Ending::Dropped:
        return std::string("ended TCP without a Close") + (seen.tcpReset ? " (reset)" : "");
    case Ending::Open:
        break;
    }
    return "left the connection open";
}

std::string receivedText(const Observation& seen)
{
    const auto pongs = static_cast<std::uint64_t>(
        std::ranges::count(seen.received, Received::Kind::Pong, &Received::kind));
    const std::uint64_t messages = seen.received.size() - pongs;
    std::string text;
    if (messages > 0) {
        addClause(text, "sent " + counted(messages, "message"));
    }
    if (pongs > 0) {
        addClause(text, "sent " + counted(pongs, "pong"));
    }
    if (seen.truncated) {
        addClause(text, "sent more than is looked at");
    }
    return text;
}

} // namespace

Observation observe(const timeline::Timeline& timeline, ConnectionId connection)
{
    Observation seen;
    const auto info = timeline.connection(connection);
    if (!info) {
        return seen;
    }
    seen.opened = info->openAt.has_value();
    seen.status = info->response ? info->response->status : 0;
    if (info->error) {
        if (const auto* error = std::get_if<timeline::ErrorDetail>(info->error.get())) {
            seen.error = error->text.value_or("");
            seen.tlsFailed = error->layer == "tls";
        }
    }
    if (info->closeReceived) {
        seen.closeCode = info->closeReceived->code;
        seen.closeReason = info->closeReceived->reason;
    }
    if (info->openAt && info->closedAt) {
        seen.openFor = *info->closedAt - *info->openAt;
    }
    if (info->response) {
        seen.supportedVersion = info->response->joined("Sec-WebSocket-Version");
    }
    seen.deflate = info->handshake.deflate.has_value();
    readEvents(seen, timeline, *info);
    readResponses(seen, timeline, connection);
    seen.ending = endingOf(seen, *info);
    return seen;
}

std::size_t countReceived(const timeline::Timeline& timeline, ConnectionId connection,
                          std::size_t& from, const std::vector<Received>* only)
{
    timeline::StreamReader reader(timeline);
    const auto isWanted = [&](EventId id) {
        const Entry& entry = timeline.entry(id);
        return !only || std::ranges::any_of(*only, [&](const Received& one) {
            return one.kind == kindOf(entry.type) &&
                   static_cast<std::uint64_t>(one.payload.size()) == timeline.length(entry) &&
                   one.payload == toByteArray(reader.payload(id).value_or(Bytes{}));
        });
    };
    std::size_t count = 0;
    for (; from < timeline.size(); ++from) {
        const EventId id{static_cast<std::uint32_t>(from)};
        const Entry& entry = timeline.entry(id);
        count += entry.conn() == connection && isReceived(entry) && isWanted(id) ? 1 : 0;
    }
    return count;
}

std::vector<QByteArray> pingsReceived(const timeline::Timeline& timeline, ConnectionId connection,
                                      std::size_t from, std::size_t most)
{
    std::vector<QByteArray> pings;
    timeline::StreamReader reader(timeline);
    for (; from < timeline.size() && pings.size() < most; ++from) {
        const EventId id{static_cast<std::uint32_t>(from)};
        const Entry& entry = timeline.entry(id);
        if (entry.type != Type::Ping || entry.conn() != connection || !entry.hasDirection() ||
            entry.direction() != Direction::In || entry.has(Entry::Incomplete)) {
            continue;
        }
        if (const auto payload = reader.payload(id, 0, wire::MaxControlPayload + 1)) {
            pings.push_back(toByteArray(*payload));
        }
    }
    return pings;
}

std::string describe(const Observation& seen)
{
    std::string text = receivedText(seen);
    if (seen.opened && seen.pings > 0) {
        addClause(text, "sent " + counted(seen.pings, "ping"));
    }
    if (seen.wentOn) {
        addClause(text, "went on sending as long as the probe waited");
    }
    addClause(text, endingText(seen));
    for (const wire::Violation& fault : seen.violations) {
        addClause(text, std::string(wire::info(fault.rule).id) + ": " + wire::violationText(fault));
    }
    return text;
}

} // namespace framescope::scenario::probe
