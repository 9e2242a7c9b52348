// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/diagnosis/handshake_finding.h"

#include "wire/http/printable.h"

#include <algorithm>

namespace framescope::timeline {

namespace {

constexpr std::string_view Opening = "RFC 6455 4.1";

std::optional<std::string> received(const wire::HttpHead& head, std::string_view name)
{
    return head.find(name) ? std::optional(wire::printable(head.joined(name))) : std::nullopt;
}

/// What the client offered in a header, as the words of an expectation.
std::string oneOf(const wire::HttpHead& request, std::string_view name)
{
    const std::string offered = wire::printable(request.joined(name));
    return offered.empty() ? "none, as none was offered" : "none, or of those offered: " + offered;
}

HandshakeFinding findingFor(wire::Rule rule, std::string_view name, std::string expected,
                            const wire::HttpHead& response)
{
    return {name, std::move(expected), received(response, name), wire::info(rule).section, rule};
}

} // namespace

std::vector<HandshakeFinding> findingsOf(const wire::HttpHead& request,
                                         const wire::HttpHead& response,
                                         const wire::HandshakeOutcome& outcome)
{
    std::vector<HandshakeFinding> findings;
    if (response.version != "HTTP/1.1") {
        findings.push_back({"HTTP version", "HTTP/1.1", wire::printable(response.version), Opening,
                            wire::Rule::HttpVersion});
    }
    if (!outcome.switched) {
        std::string status = std::to_string(response.status);
        if (!response.reason.empty()) {
            status += ' ' + wire::printable(response.reason);
        }
        findings.push_back({"Status", "101", std::move(status), Opening});
        return findings;
    }
    const auto find = [&](wire::Rule rule, std::string_view name, std::string expected) {
        if (std::ranges::find(outcome.violations, rule, &wire::Violation::rule) !=
            outcome.violations.end()) {
            findings.push_back(findingFor(rule, name, std::move(expected), response));
        }
    };
    const std::string* key = request.find("Sec-WebSocket-Key");
    find(wire::Rule::UpgradeMissing, "Upgrade", "websocket");
    find(wire::Rule::ConnectionMissing, "Connection", "a list with Upgrade");
    find(wire::Rule::AcceptMismatch, "Sec-WebSocket-Accept",
         key ? wire::acceptKey(*key) : "none, as the request has no key");
    find(wire::Rule::SubprotocolNotOffered, "Sec-WebSocket-Protocol",
         oneOf(request, "Sec-WebSocket-Protocol"));
    for (const wire::Rule rule : {wire::Rule::ExtensionNotOffered, wire::Rule::ExtensionMalformed,
                                  wire::Rule::DeflateParameter}) {
        find(rule, "Sec-WebSocket-Extensions", oneOf(request, "Sec-WebSocket-Extensions"));
    }
    return findings;
}

} // namespace framescope::timeline
