// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/handshake_events.h"

#include "base/text/clause.h"
#include "base/text/counted.h"
#include "base/text/utf8.h"
#include "redaction/secrets.h"
#include "wire/http/head_checks.h"
#include "wire/http/http_content.h"
#include "wire/http/printable.h"

#include <algorithm>
#include <utility>

namespace framescope::timeline {

namespace {

std::string urlOf(const wire::HttpHead& request, bool secured)
{
    const std::string* host = request.find("Host");
    if (!host || !request.target.starts_with('/')) {
        return wire::printable(request.target);
    }
    return wire::printable((secured ? "wss://" : "ws://") + *host + request.target);
}

std::string handshakeFailure(const wire::HandshakeOutcome& outcome)
{
    std::string text = "the opening handshake failed";
    const auto reason = std::ranges::find(
        outcome.violations, wire::Severity::Error,
        [](const wire::Violation& violation) { return wire::info(violation.rule).severity; });
    return reason == outcome.violations.end() ? text
                                              : text + ": " + asClause(violationText(*reason));
}

/// Shortens a header value for a sentence; the response event has it in full.
std::string shortened(std::string value)
{
    constexpr std::size_t Most = 400;
    if (value.size() > Most) {
        value.resize(cutText(value, Most).size());
        value += "…";
    }
    return wire::printable(value);
}

/// Status and reason phrase in printable characters: "401 Unauthorized".
std::string statusLine(const wire::HttpHead& response)
{
    return std::to_string(response.status) + (response.reason.empty() ? "" : " ") +
           wire::printable(redaction::headWithoutSecrets(response).reason);
}

/// The instruction in a refusal, with its header, as the end of a sentence: ", it redirects
/// (Location: /chat/)". Without secrets; empty if there is none.
std::string insteadOf(const wire::HttpHead& response)
{
    struct Hint
    {
        int first;
        int last;
        const char* header;
        const char* words;
    };
    static constexpr Hint Hints[] = {
        {301, 303, "Location", "it redirects"},
        {307, 308, "Location", "it redirects"},
        {401, 401, "WWW-Authenticate", "it asks for credentials"},
        {407, 407, "Proxy-Authenticate", "the proxy asks for credentials"},
        {400, 426, "Sec-WebSocket-Version", "it says which versions it speaks"},
        {426, 426, "Upgrade", "it asks for another protocol"},
        {429, 503, "Retry-After", "it says when to try again"},
    };
    for (const Hint& hint : Hints) {
        if (response.status >= hint.first && response.status <= hint.last &&
            response.find(hint.header)) {
            return std::string(", ") + hint.words + " (" + hint.header + ": " +
                   shortened(
                       redaction::headerWithoutSecrets(hint.header, response.joined(hint.header))) +
                   ")";
        }
    }
    return {};
}

} // namespace

void HandshakeEvents::head(Timestamp time, Type type, const wire::HttpHead& head)
{
    const bool isRequest = type == Type::Request;
    Detail detail = isRequest ? Detail::of(requestDetail(head)) : Detail::of(responseDetail(head));
    detail.violations = wire::checkHead(head);
    publisher_.publish(conn_, time, type, std::move(detail),
                       isRequest ? Direction::Out : Direction::In);
}

void HandshakeEvents::request(Timestamp time, const wire::HttpHead& head, bool followsAnother)
{
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.request = head;
        info.requestAt = time;
        info.interim.clear(); // from the previous exchange
        info.response.reset();
        info.responseBody.clear();
        info.responseBodyTruncated = false;
        info.responseBodyReceived = 0;
        if (info.url.empty() || followsAnother) {
            info.url = urlOf(head, info.secured.has_value());
        }
    });
    this->head(time, Type::Request, head);
}

void HandshakeEvents::response(Timestamp time, const wire::HttpHead& head)
{
    interimCount_ = 0;
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.response = head;
        info.responseAt = time;
    });
    this->head(time, Type::Response, head);
}

void HandshakeEvents::interim(Timestamp time, const wire::HttpHead& head)
{
    if (++interimCount_ <= ConnectionInfo::MaxInterim) {
        publisher_.update(conn_, [&](ConnectionInfo& info) { info.interim.push_back(head); });
        this->head(time, Type::Response, head);
    } else if (interimCount_ == ConnectionInfo::MaxInterim + 1) {
        const std::string most = std::to_string(ConnectionInfo::MaxInterim);
        publisher_.note(conn_, time,
                        "more than " + most +
                            " interim responses (1xx) came: the others are in the recording and "
                            "not listed",
                        Direction::In);
    }
}

void HandshakeEvents::open(Timestamp time, const wire::HandshakeOutcome& outcome,
                           const wire::HttpHead& response, wire::Violations violations)
{
    OpenDetail open;
    open.subprotocol = wire::printable(outcome.subprotocol);
    open.extensions = wire::printable(response.joined("Sec-WebSocket-Extensions"));
    Detail detail = Detail::of(std::move(open));
    detail.violations = std::move(violations);
    publisher_.publish(conn_, time, Type::Open, std::move(detail));
}

void HandshakeEvents::switched(Timestamp time, const wire::HandshakeOutcome& outcome,
                               const wire::HttpHead& response)
{
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.handshake = outcome;
        if (outcome.opened) {
            info.state = ConnectionState::Open;
            info.openAt = time;
        }
    });
    if (outcome.opened) {
        open(time, outcome, response, outcome.violations);
        return;
    }
    Detail detail =
        Detail::of(errorDetail({"http", handshakeFailure(outcome), response.status, {}}));
    detail.violations = outcome.violations;
    publisher_.publish(conn_, time, Type::Error, std::move(detail));
}

void HandshakeEvents::switchedHalfKnown(Timestamp time, const wire::HandshakeOutcome& outcome,
                                        std::string_view missing, bool recognised,
                                        const wire::HttpHead* response)
{
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.handshake = outcome;
        info.state = ConnectionState::Open;
        info.openAt = time;
    });
    note(time, std::string(recognised ? "a WebSocket, recognised by its frames: the "
                                      : "a WebSocket, and what follows are its frames: the ") +
                   std::string(missing) + " is not in this recording, or not whole");
    if (response) {
        open(time, outcome, *response, {});
    }
}

void HandshakeEvents::answered(Timestamp time, const wire::HttpHead& response,
                               const wire::HttpBodyReader& body, bool asked, bool tunnel)
{
    const auto decoded = wire::decodedContent(response, body.body(), MaxContent);
    const std::string& content = decoded ? decoded->bytes : body.body();
    const bool truncated = body.isUnfinished() || (decoded ? decoded->truncated : body.truncated());
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.responseBody = content;
        info.responseBodyTruncated = truncated;
        info.responseBodyReceived = body.received();
    });
    if (!asked) {
        return;
    }
    std::string text =
        (tunnel ? "the proxy refused the tunnel: " : "the server refused the upgrade: ") +
        statusLine(response) + insteadOf(response);
    if (body.isUnfinished()) {
        text += "; its body breaks off after " + counted(body.received(), "byte");
    }
    publisher_.error(conn_, time,
                     {"http", std::move(text), response.status, content, truncated,
                      decoded ? decoded->encoding : ""});
}

void HandshakeEvents::failed(Timestamp time, std::string text, std::string_view content,
                             bool truncated)
{
    publisher_.error(conn_, time, {"http", std::move(text), {}, content, truncated});
}

void HandshakeEvents::note(Timestamp time, std::string_view text)
{
    publisher_.note(conn_, time, text);
}

} // namespace framescope::timeline
