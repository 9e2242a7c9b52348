// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ending/ending_cause.h"

#include "wire/frames/close_codes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace framescope::timeline {

namespace {

constexpr auto Endings = [] {
    using enum EndingCause;
    return std::to_array<EndingWords>({
        {Finished, "finished", ""},
        {NoCode, "no-code",
         "Usually close() was called without a code: it sends a Close frame without one, as a page "
         "does "
         "by default."},
        {ServerGoesAway, "server-goes-away",
         "Usually the server or a proxy before it is stopped, deployed anew or drained; some "
         "servers "
         "say it after an idle time too. Connect again after a short, random wait."},
        {ClientGoesAway, "client-goes-away",
         "Usually the page was left or reloaded, or the program of the client was ended."},
        {ProtocolError, "protocol-error",
         "Usually bytes before it break the protocol: look at the checks of the frames just "
         "before. A "
         "proxy that changes frames, and compression that was not agreed on, look like this too."},
        {UnsupportedData, "unsupported-data",
         "Usually the receiver takes text alone and got binary data, or the other way round."},
        {InvalidPayload, "invalid-payload",
         "Usually a text message was not UTF-8: binary data sent as text, or a text cut inside a "
         "character. Some servers say it of JSON that they can't use."},
        {PolicyViolation, "policy-violation",
         "Usually a token is missing or has expired, a rate limit was exceeded, or the Origin is "
         "not "
         "allowed. The reason, or the server's log, says more."},
        {MessageTooBig, "message-too-big",
         "Usually the last message is larger than the receiver's limit: 8 KiB in Tomcat and 1 MiB "
         "in "
         "Python's websockets unless it was raised, 128 KiB in Amazon's API Gateway. Send smaller "
         "messages, or raise the limit."},
        {MandatoryExtension, "mandatory-extension",
         "Usually the client insists on an extension, such as compression, that the server or a "
         "proxy "
         "did not accept: see the handshake."},
        {InternalError, "internal-error",
         "Usually an exception was thrown while the server handled the last message: look at its "
         "log."},
        {PingTimeout, "ping-timeout",
         "Usually no Pong came in time: the other side was busy or suspended, or the way to it was "
         "lost. A program that blocks its event loop answers no Ping."},
        {ServiceRestart, "service-restart",
         "Usually the service is deployed anew. Connect again after a random wait of 5 to 30 s, so "
         "that "
         "not all clients come at once."},
        {TryAgainLater, "try-again-later",
         "Usually the server is overloaded and sends clients away. Connect again later, or to "
         "another "
         "address."},
        {BadGateway, "bad-gateway",
         "Usually a proxy lost the server behind it: check that this one runs, and look at both "
         "logs."},
        {Unauthorized, "unauthorized",
         "Usually the token or the session is missing, wrong or has expired: log in again, then "
         "connect."},
        {Forbidden, "forbidden",
         "Usually the user who is logged in may not do what was asked for."},
        {RequestTimeout, "request-timeout",
         "Usually an answer of the application, or its login, did not come in time."},
        {RegisteredCode, "registered-code",
         "A library or framework gives this code its meaning: see its documentation."},
        {PrivateCode, "private-code",
         "The application gives this code its meaning: see its documentation, and the reason."},
        {PrivateLikeHttp, "private-like-http",
         "The application gives this code its meaning. Usually such codes are 4000 and a status of "
         "HTTP: 4401 for 401 (log in again), 4403 for 403, 4408 for 408, 4429 for 429 (too many)."},
        {CodeNotForTheWire, "code-not-for-the-wire",
         "Usually a program passes a code on without a check: one that its library reported (1005, "
         "1006), a status of HTTP, or a number of its own outside 4000 to 4999."},
        {CloseOfOneByte, "close-of-one-byte",
         "Usually a server writes the code as one byte, or writes a reason without a code."},
        {ReasonNotUtf8, "reason-not-utf8",
         "Usually a long reason was cut to 123 bytes inside a character, or was not UTF-8 from the "
         "start."},
        {FrameAfterClose, "frame-after-close",
         "Usually one thread of the sender goes on sending while another one closes."},
        {FailedByClient, "failed-by-client",
         "Usually the server, or a proxy before it, sent bytes that break the protocol or a limit "
         "of "
         "the client: look at the checks of the frames just before."},
        {AnswerMissing, "answer-missing",
         "Usually the server's program is busy or blocked, its library does not answer Close, or "
         "the "
         "way to it was lost."},
        {ClientDidNotWait, "client-did-not-wait",
         "Usually the client's program ends its socket right behind its Close, or was told to. A "
         "client waits for the server's Close, then for the end of TCP (RFC 6455 7.1.1)."},
        {EndInPlaceOfAnswer, "end-in-place-of-answer",
         "Usually the server's program closes its socket when it reads Close, without a Close of "
         "its "
         "own; or a proxy ends the connection."},
        {ClientDidNotAnswer, "client-did-not-answer",
         "Usually TCP ended before the client could answer, or the client's program hangs."},
        {IdleTimeout, "idle-timeout",
         "Usually an idle timeout of a proxy, a load balancer or the server. Send a Ping or a "
         "message "
         "more often than that, or raise the limit."},
        {Reset, "reset",
         "Usually the server's program crashed, was killed, or closed its socket with data unread; "
         "a "
         "proxy or firewall that forgot the connection resets it too."},
        {EndWithoutClose, "end-without-close",
         "Usually the server's program ended or threw an exception and closed its socket without a "
         "Close frame; or a proxy before it lost or restarted the server behind it."},
        {BrokenBefore, "broken-before",
         "Usually a program that notices such a frame ends the connection, and need not send Close "
         "before (RFC 6455 7.1.7). A page in a browser would have ended it at that frame: look at "
         "the checks of the frames just before."},
        {CutInFrame, "cut-in-frame",
         "Usually the server's program crashed or was killed while it sent, or a proxy ended the "
         "connection in the middle of a message."},
        {StalledInFrame, "stalled-in-frame",
         "Usually the sender stopped in the middle of a message, and a proxy or the server itself "
         "gave "
         "up waiting."},
        {TlsBroken, "tls-broken",
         "Usually the server, or a proxy that ends TLS for it, failed or restarted; a proxy that "
         "puts "
         "plain text into the connection looks like this too."},
        {ClientLeft, "client-left",
         "Usually the client's program dropped the connection: its tab was closed, the program was "
         "killed, or it was told to."},
        {Unknown, "unknown", ""},
    });
}();

struct ByCode
{
    std::uint16_t code;
    EndingCause cause;
};

constexpr auto Codes = [] {
    using enum EndingCause;
    return std::to_array<ByCode>({
        {1000, Finished},
        {1001, ServerGoesAway},
        {1002, ProtocolError},
        {1003, UnsupportedData},
        {1007, InvalidPayload},
        {1008, PolicyViolation},
        {1009, MessageTooBig},
        {1010, MandatoryExtension},
        {1011, InternalError},
        {1012, ServiceRestart},
        {1013, TryAgainLater},
        {1014, BadGateway},
        {3000, Unauthorized},
        {3003, Forbidden},
        {3008, RequestTimeout},
    });
}();

struct IdleLimit
{
    int seconds;
    std::string_view from;
};

/// Limits that proxies and load balancers have unless they were changed.
constexpr auto IdleLimits = std::to_array<IdleLimit>({
    {30, "Google Cloud's load balancers and Jetty"},
    {50, "HAProxy in its usual examples"},
    {55, "Heroku's router"},
    {60, "nginx (proxy_read_timeout), Apache and Amazon's Application Load Balancer"},
    {100, "Cloudflare"},
    {120, "IIS"},
    {180, "Traefik"},
    {240, "Azure's load balancer and App Service"},
    {300, "Envoy and older versions of Apache"},
    {350, "Amazon's Network Load Balancer and NAT gateway"},
    {600, "Amazon's API Gateway and Google Cloud's firewalls"},
    {3600, "many firewalls"},
});

bool hasRule(const wire::Violations& violations, wire::Rule rule)
{
    return std::ranges::find(violations, rule, &wire::Violation::rule) != violations.end();
}

bool saysPingTimeout(std::string reason)
{
    std::ranges::transform(reason, reason.begin(), [](unsigned char c) { return std::tolower(c); });
    return reason.find("ping") != std::string::npos && reason.find("time") != std::string::npos;
}

EndingCause byCode(const FirstClose& close, Direction from)
{
    using enum EndingCause;
    constexpr std::uint16_t GoingAway = 1001;
    if (!close.code) {
        return NoCode;
    }
    const std::uint16_t code = *close.code;
    if (code == GoingAway && from == Direction::Out) {
        return ClientGoesAway;
    }
    if (code > GoingAway && saysPingTimeout(close.reason)) {
        return PingTimeout;
    }
    if (const auto* const found = std::ranges::find(Codes, code, &ByCode::code);
        found != Codes.end()) {
        return found->cause;
    }
    constexpr std::uint16_t Private = 4000;
    constexpr std::uint16_t FirstLikeHttp = 4400;
    constexpr std::uint16_t LastLikeHttp = 4599;
    if (code < Private) {
        return RegisteredCode;
    }
    return code >= FirstLikeHttp && code <= LastLikeHttp ? PrivateLikeHttp : PrivateCode;
}

/// Whether the client's Close reports a failure that it found.
bool isFailure(const FirstClose& close)
{
    constexpr auto Failures = std::to_array<std::uint16_t>({1002, 1007, 1009});
    return close.code && std::ranges::find(Failures, *close.code) != Failures.end();
}

/// Whether the client ended TCP before a server could have answered its Close. A session that
/// waited in vain says so.
bool didNotWait(const ConnectionInfo& connection)
{
    constexpr Duration TimeToAnswer = std::chrono::seconds(1);
    const ConnectionEnding& ending = *connection.closing;
    const auto& end = ending.tcpEnds[indexOf(Direction::Out)];
    return ending.detail.tcpBy == "client" && ending.detail.text.value_or("").empty() && end &&
           end->time - connection.closeSent->time < TimeToAnswer;
}

EndingCause ofClose(const ConnectionInfo& connection, Direction first)
{
    using enum EndingCause;
    const FirstClose& close =
        *(first == Direction::In ? connection.closeReceived : connection.closeSent);
    if (hasRule(close.violations, wire::Rule::ClosePayloadShort)) {
        return CloseOfOneByte;
    }
    if (hasRule(close.violations, wire::Rule::CloseReasonUtf8)) {
        return ReasonNotUtf8;
    }
    if (hasRule(close.violations, wire::Rule::CloseCodeInvalid)) {
        return CodeNotForTheWire;
    }
    if (connection.closing && hasRule(connection.closing->violations, wire::Rule::DataAfterClose)) {
        return FrameAfterClose;
    }
    if (first == Direction::Out && isFailure(close)) {
        return FailedByClient;
    }
    if (connection.closing && connection.closing->unknown.empty()) {
        if (first == Direction::Out && !connection.closeReceived) {
            return connection.closing->detail.tcpBy == "server" ? EndInPlaceOfAnswer
                   : didNotWait(connection)                     ? ClientDidNotWait
                                                                : AnswerMissing;
        }
        if (first == Direction::In && !connection.closeSent) {
            return ClientDidNotAnswer;
        }
    }
    return byCode(close, first);
}

std::string layerOf(const ConnectionInfo& connection)
{
    const auto* error = std::get_if<ErrorDetail>(connection.error.get());
    return error ? error->layer.value_or("") : "";
}

EndingCause withoutClose(const ConnectionInfo& connection)
{
    using enum EndingCause;
    const ClosedDetail& detail = connection.closing->detail;
    const bool silent = silenceOf(detail) >= LongSilence;
    if (layerOf(connection) == "tls" || (detail.tls && detail.tcpBy == "client")) {
        return TlsBroken;
    }
    if (!detail.tcp) {
        return Unknown;
    }
    if (detail.tcpBy == "client") {
        return layerOf(connection) == "websocket" ? FailedByClient : ClientLeft;
    }
    if (hasRule(connection.closing->violations, wire::Rule::FrameTruncated)) {
        return silent ? StalledInFrame : CutInFrame;
    }
    return silent                                 ? IdleTimeout
           : !connection.closing->earlier.empty() ? BrokenBefore
           : *detail.tcp == "reset"               ? Reset
                                                  : EndWithoutClose;
}

} // namespace

const EndingWords& wordsOf(EndingCause cause)
{
    return *std::ranges::find(Endings, cause, &EndingWords::cause);
}

std::string_view usuallyOf(std::uint16_t code)
{
    FirstClose close;
    if (code != wire::CloseNoStatus) {
        close.code = code;
    }
    const bool isSent = wire::closeCode(code).validOnWire || code == wire::CloseNoStatus;
    return wordsOf(code == wire::CloseAbnormal     ? EndingCause::EndWithoutClose
                   : code == wire::CloseTlsFailure ? EndingCause::TlsBroken
                   : isSent                        ? byCode(close, Direction::In)
                                                   : EndingCause::CodeNotForTheWire)
        .usually;
}

std::optional<Direction> firstCloser(const ConnectionInfo& connection)
{
    const auto& received = connection.closeReceived;
    const auto& sent = connection.closeSent;
    if (!received || !sent) {
        return received ? std::optional(Direction::In)
               : sent   ? std::optional(Direction::Out)
                        : std::nullopt;
    }
    return received->time <= sent->time ? Direction::In : Direction::Out;
}

EndingCause causeOfEnding(const ConnectionInfo& connection)
{
    const auto first = firstCloser(connection);
    if (first) {
        return ofClose(connection, *first);
    }
    return connection.closing->unknown.empty() ? withoutClose(connection) : EndingCause::Unknown;
}

std::string idleLimitText(Duration silence)
{
    constexpr double Tolerance = 0.02;
    const double seconds = std::chrono::duration<double>(silence).count();
    for (const IdleLimit& limit : IdleLimits) {
        if (std::abs(seconds - limit.seconds) <= std::max(1.0, limit.seconds * Tolerance)) {
            return std::to_string(limit.seconds) + " s is the usual limit of " +
                   std::string(limit.from);
        }
    }
    return {};
}

} // namespace framescope::timeline
