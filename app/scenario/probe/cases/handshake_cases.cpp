// SPDX-License-Identifier: GPL-3.0-or-later
//
// What RFC 6455 4.2.1 wants of the request: version, key, Upgrade, Connection, subprotocols.
#include "scenario/probe/cases/request_lines.h"

namespace framescope::scenario::probe {

namespace {

constexpr const char* Reading = "RFC 6455 4.2.1";

Prepare withLine(std::string name, std::string value)
{
    return lines([=](RequestLines& head) { head.set(name, value); });
}

Prepare withoutLine(std::string name)
{
    return lines([=](RequestLines& head) { head.drop(name); });
}

/// The server has to say which version it knows (RFC 6455 4.4).
void addVersion(CaseBuilder& to, const char* title, Prepare prepare)
{
    Case& made = addRefused(to, title, "RFC 6455 4.2.2", std::move(prepare));
    made.expected = "The request is refused with 426 or 400, and Sec-WebSocket-Version: 13.";
    made.judge = [refused = made.judge](const std::vector<Observation>& seen, const Facts& facts) {
        Judgement said = refused(seen, facts);
        if (said.verdict == Verdict::Ok && seen.front().supportedVersion.empty()) {
            return Judgement{Verdict::Failed,
                             "the response lacks the Sec-WebSocket-Version that the server knows"};
        }
        return said;
    };
}

void addVersions(CaseBuilder& to)
{
    constexpr const char* Name = "Sec-WebSocket-Version";
    addVersion(to, "Version 12", withLine(Name, "12"));
    addVersion(to, "Version 14", withLine(Name, "14"));
    addVersion(to, "Version 0", withLine(Name, "0"));
    addRefused(to, "Version \"thirteen\"", "RFC 6455 4.2.2", withLine(Name, "thirteen"));
    addRefused(to, "No version", Reading, withoutLine(Name));
    addRefused(to, "Versions 13 and 8 in two lines", "RFC 6455 11.3.5",
               lines([](RequestLines& head) { head.add("Sec-WebSocket-Version: 8"); }),
               Verdict::NonStrict);
}

/// A server need not decode the key (RFC 6455 4.2.2), so one that does not is not strict.
void addKeys(CaseBuilder& to)
{
    constexpr const char* Name = "Sec-WebSocket-Key";
    addRefused(to, "No key", Reading, withoutLine(Name));
    addRefused(to, "An empty key", Reading, withLine(Name, ""), Verdict::NonStrict);
    addRefused(to, "A key of 15 bytes", Reading, withLine(Name, "dGhlIHNhbXBsZSBub25j"),
               Verdict::NonStrict);
    addRefused(to, "A key of 17 bytes", Reading, withLine(Name, "dGhlIHNhbXBsZSBub25jZSE="),
               Verdict::NonStrict);
    addRefused(to, "A key that is not base64", Reading, withLine(Name, "this is no key at all!!!"),
               Verdict::NonStrict);
    addRefused(to, "Two keys", "RFC 6455 11.3.1", lines([](RequestLines& head) {
                   head.add("Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==");
               }),
               Verdict::NonStrict);
}

void addTokens(CaseBuilder& to)
{
    addRefused(to, "No Upgrade", Reading, withoutLine("Upgrade"));
    addRefused(to, "Upgrade: h2c", Reading, withLine("Upgrade", "h2c"));
    addRefused(to, "Upgrade: websockets", Reading, withLine("Upgrade", "websockets"));
    addAccepted(to, "Upgrade: WebSocket", Reading, withLine("Upgrade", "WebSocket"));
    addAccepted(to, "Upgrade: websocket, h2c", "RFC 9110 7.8",
                withLine("Upgrade", "websocket, h2c"), Verdict::NonStrict);
    addRefused(to, "No Connection", Reading, withoutLine("Connection"));
    addRefused(to, "Connection: close", Reading, withLine("Connection", "close"));
    addRefused(to, "Connection: upgraded", Reading, withLine("Connection", "upgraded"));
    addAccepted(to, "Connection: UPGRADE", Reading, withLine("Connection", "UPGRADE"));
    addAccepted(to, "Connection: keep-alive, Upgrade, as Firefox has it", Reading,
                withLine("Connection", "keep-alive, Upgrade"));
    addAccepted(to, "Connection in two lines", "RFC 9110 5.3", lines([](RequestLines& head) {
                    head.set("Connection", "keep-alive");
                    head.add("Connection: Upgrade");
                }));
}

void addNegotiation(CaseBuilder& to)
{
    const auto unknown = [&](const char* title, const char* section, Prepare prepare) {
        Case& made = to.add(title, section, {}, {opening(std::move(prepare))});
        made.expected = "The connection opens without it, or is refused.";
        made.attempts.front().response = Attempt::Response::Patience;
        made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
            const bool refused = seen.front().ending == Ending::Refused;
            return seen.front().opened ? Judgement{Verdict::Ok}
                   : refused           ? Judgement{Verdict::Informational,
                                         "the server wants something else to be offered"}
                                       : Judgement{Verdict::Failed, "the request was not answered"};
        };
    };
    unknown("A subprotocol that no server knows", "RFC 6455 4.2.2",
            withLine("Sec-WebSocket-Protocol", "framescope-unknown"));
    unknown("Subprotocols in two lines", "RFC 6455 11.3.4", lines([](RequestLines& head) {
                head.add("Sec-WebSocket-Protocol: framescope-one");
                head.add("Sec-WebSocket-Protocol: framescope-two");
            }));
    unknown("An extension that no server knows", "RFC 6455 9.1",
            withLine("Sec-WebSocket-Extensions", "x-framescope-unknown"));
    addRefused(to, "A malformed line of extensions", "RFC 6455 9.1",
               withLine("Sec-WebSocket-Extensions", "permessage-deflate;;=,;"), Verdict::NonStrict);
    addRefused(to, "A malformed line of subprotocols", "RFC 6455 11.3.4",
               withLine("Sec-WebSocket-Protocol", "a b@c, ,"), Verdict::NonStrict);
}

} // namespace

void addHandshakes(CaseBuilder& to)
{
    to.begin("handshake");
    addAccepted(to, "A usual request", Reading, {});
    addVersions(to);
    addKeys(to);
    addTokens(to);
    addNegotiation(to);
}

} // namespace framescope::scenario::probe
