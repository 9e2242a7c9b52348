// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/diagnosis/failure_cause.h"

#include "base/bytes.h"
#include "base/text/base64.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace framescope::timeline {

namespace {

using enum FailureCause;

constexpr auto Words = std::to_array<CauseWords>({
    {NameUnknown, "",
     "Check the spelling of the host. A name that only an internal name server knows needs its "
     "network or VPN."},
    {NameServerSilent, "",
     "No name server answered: check this machine's network connection and its name servers, then "
     "try again."},
    {PortRefused, "",
     "Nothing listens there, or a firewall refuses: check the port, and that the server runs."},
    {Unreachable, "",
     "Check this machine's network and its VPN; where only IPv6 addresses were tried, whether it "
     "has IPv6."},
    {NoAnswer, "",
     "Check host and port. A firewall that drops packets looks like this; a slow network needs a "
     "longer connect timeout."},
    {ProxyUnreachable, "", "Check host and port of the proxy, and that it runs."},
    {ProxyCredentials, "",
     "Give the user name and the password that the proxy wants, or check those given."},
    {ProxyRefused, "",
     "The proxy does not let this connection through: ask who runs it, use another one, or connect "
     "without a proxy."},
    {ProxyOtherProtocol, "", "Check the port of the proxy and its kind, HTTP or SOCKS5."},
    {PlainPort, "",
     "Use ws:// in place of wss://, or the port of the server that speaks TLS, often 443."},
    {CertificateExpired, "",
     "The server needs a new certificate. Check the clock of this machine too. To look at the "
     "server nevertheless, accept this certificate by its fingerprint."},
    {CertificateNotYetValid, "",
     "Check the clock of this machine, or wait. To look at the server nevertheless, accept this "
     "certificate by its fingerprint."},
    {CertificateWrongName, "",
     "Use a name that the certificate is for, or set it as the server name (SNI). Another server "
     "may have answered: check the host."},
    {CertificateSelfSigned, "",
     "If it is your server, add its certificate to the authorities (CA file) or accept it by its "
     "fingerprint."},
    {CertificateUnknownIssuer, "",
     "Add the certificate of its authority (CA file). A server that leaves out an intermediate "
     "certificate looks like this too."},
    {CertificateRefused, "",
     "The server needs another certificate. If it is your server, accept this one by its "
     "fingerprint."},
    {ClientCertificateWanted, "", "Give a client certificate and its key in the TLS options."},
    {ClientCertificateRefused, "",
     "Check that the client certificate is valid, and that the server knows the authority that "
     "signed it."},
    {TlsServerName, "", "Check the host, or set the server name (SNI) in the TLS options."},
    {TlsVersion, "",
     "Allow other versions of TLS in the options. A server that speaks nothing newer than TLS 1.1 "
     "can't be reached."},
    {TlsSilent, "", "The port may not speak TLS: try ws://, or another port."},
    {TlsRefused, "",
     "Check the versions of TLS, the server name (SNI) and the client certificate in the TLS "
     "options."},
    {TlsPort, "", "Use wss:// in place of ws://."},
    {OtherProtocol, "the server speaks {protocol}, not HTTP: it sent \"{content}\"",
     "This is the port of another service: check the port."},
    {ClosedUnanswered, "",
     "The server, or a proxy before it, ends connections that it does not want: check port, path, "
     "Host and Origin. Where the port speaks TLS, use wss://."},
    {ClosedInAnswer, "",
     "The server or a proxy before it broke off: try again, and look at the server's log."},
    {NoResponse, "",
     "Check that the path is that of a WebSocket: a server that waits for more, or a proxy that "
     "holds the answer back, looks like this. A slow server needs a longer upgrade timeout."},
    {UnfinishedRequest, "",
     "End the raw request with an empty line: without it, a server waits for further headers."},
    {WebPage, "the server answered with a web page in place of the upgrade: {status}",
     "This is the address of a page. Look in the page's script for the address of its WebSocket, "
     "often /ws, /socket or /cable. A proxy that does not pass Upgrade on looks like this too."},
    {NoUpgrade, "the server answered as to a request without an upgrade: {status}",
     "Check the path. A proxy that does not pass Upgrade and Connection on looks like this too."},
    {Redirect, "",
     "Connect to the address that the redirect points to, or let redirects be followed."},
    {RedirectNotFollowed, "{redirect}",
     "Connect to the right address directly, where you know it; otherwise the server has a "
     "mistake."},
    {BadRequest, "",
     "Read what the server says in the body. Often the path is wrong, a header or a subprotocol is "
     "missing, the Origin is not allowed, or a proxy took Upgrade and Connection out."},
    {Credentials, "",
     "Give credentials as the API wants them: authorization (basic or bearer), a cookie, or a "
     "token in the address. Those that were given may have expired."},
    {Forbidden, "",
     "Check the Origin (some servers allow only their own pages), the credentials and the path."},
    {NotFound, "",
     "Check the path: upper and lower case, a slash at its end, a version such as /v1."},
    {MethodRefused, "", "The path does not take GET, so it is none of a WebSocket: check it."},
    {VersionRefused, "",
     "The server wants another version of WebSocket, or another protocol: see its headers Upgrade "
     "and Sec-WebSocket-Version. Framescope speaks version 13."},
    {TooMany, "", "Wait as long as Retry-After says, and connect less often."},
    {ServerError, "", "The program of the server failed: look at its log; the body may say more."},
    {Gateway, "",
     "A proxy got no usable answer of the server behind it: check that this one runs, and that the "
     "proxy passes Upgrade and Connection on."},
    {Unavailable, "",
     "The server is overloaded or under maintenance: try again later, as Retry-After says."},
    {OtherStatus, "", "Read what the server says in its headers and the body."},
    {AcceptMismatch, "",
     "What answered did not compute the accept key of this request: a cache or proxy that repeats "
     "an old answer, or a server with a mistake (RFC 6455 4.2.2)."},
    {UpgradeMissing, "",
     "A proxy may take the header out: let it pass Upgrade on. Otherwise the server has a mistake "
     "(RFC 6455 4.2.2)."},
    {ConnectionMissing, "",
     "A proxy may replace the header: let it pass \"Connection: Upgrade\" on. Otherwise the server "
     "has a mistake (RFC 6455 4.2.2)."},
    {SubprotocolNotOffered, "",
     "Offer the subprotocol that the server chose. A server must choose one of those offered, or "
     "none (RFC 6455 4.2.2)."},
    {ExtensionNotOffered, "",
     "Offer what the server answered, or no extension at all: a server may only accept what was "
     "offered (RFC 6455 9.1)."},
    {OtherViolation, "", "The server's answer has a mistake: the checks say which."},
    {OtherUpgrade, "", "Check address and headers: the server was asked for another protocol."},
    {GivenUp, "", ""},
    {Other, "", ""},
});

/// A cause by words of the error's text.
struct ByText
{
    std::string_view layer;
    std::string_view words;
    FailureCause cause;
};

/// The first match counts.
constexpr auto Texts = std::to_array<ByText>({
    {"", "given up", GivenUp},
    {"dns", "the proxy", ProxyUnreachable},
    {"dns", "not found", NameUnknown},
    {"dns", "", NameServerSilent},
    {"tcp", "no connection to the proxy", ProxyUnreachable},
    {"tcp", "user name and password", ProxyCredentials},
    {"tcp", "login method", ProxyCredentials},
    {"tcp", "the proxy refused: 407", ProxyCredentials},
    {"tcp", "the proxy refused: 401", ProxyCredentials}, // of tinyproxy
    {"tcp", "the proxy does not speak", ProxyOtherProtocol},
    {"tcp", "proxy", ProxyRefused},
    {"tcp", "refused", PortRefused},
    {"tcp", "unreachable", Unreachable},
    {"tcp", "no route", Unreachable},
    {"tcp", "no answer", NoAnswer},
    {"tcp", "within", NoAnswer},
    {"tcp", "timed out", NoAnswer},
    {"tcp", "reset by the server", ClosedUnanswered},
    {"tls", "this port does not speak tls", PlainPort},
    {"tls", "refuses the tls handshake", TlsRefused},
    {"tls", "wants a client certificate (", ClientCertificateWanted},
    {"tls", "client certificate (", ClientCertificateRefused},
    {"tls", "the client certificate has expired", ClientCertificateRefused},
    {"tls", "the client certificate was revoked", ClientCertificateRefused},
    {"tls", "no certificate for this host", TlsServerName},
    {"tls", "no version of tls in common", TlsVersion},
    {"tls", "no answer to the tls handshake", TlsSilent},
    {"tls", "ended the connection during the tls handshake", TlsSilent},
    {"tls", "too weak", TlsRefused},
    {"http", "this port speaks tls: try wss", TlsPort},
    {"http", "not an http response", OtherProtocol},
    {"http", "without an answer", ClosedUnanswered},
    {"http", "inside the response head", ClosedInAnswer},
    {"http", "did not end with an empty line", UnfinishedRequest},
    {"http", "no response within", NoResponse},
    {"http", "switched to another protocol", OtherUpgrade},
});

/// By the reasons against a certificate; the first match counts.
constexpr auto CertificateFailures = std::to_array<ByText>({
    {"", "expired", CertificateExpired},
    {"", "not yet valid", CertificateNotYetValid},
    {"", "it is for ", CertificateWrongName},
    {"", "it is not for ", CertificateWrongName},
    {"", "self-signed", CertificateSelfSigned},
    {"", "self signed", CertificateSelfSigned},
    {"", "issuer", CertificateUnknownIssuer},
    {"", "no certificates could be verified", CertificateUnknownIssuer},
});

struct ByStatus
{
    int status;
    FailureCause cause;
};

constexpr auto Statuses = std::to_array<ByStatus>({
    {300, Redirect},  {301, Redirect},       {302, Redirect},      {303, Redirect},
    {307, Redirect},  {308, Redirect},       {400, BadRequest},    {401, Credentials},
    {403, Forbidden}, {404, NotFound},       {405, MethodRefused}, {407, ProxyCredentials},
    {410, NotFound},  {426, VersionRefused}, {429, TooMany},       {500, ServerError},
    {502, Gateway},   {503, Unavailable},    {504, Gateway},
});

struct ByRule
{
    wire::Rule rule;
    FailureCause cause;
};

constexpr auto Rules = std::to_array<ByRule>({
    {wire::Rule::AcceptMismatch, AcceptMismatch},
    {wire::Rule::UpgradeMissing, UpgradeMissing},
    {wire::Rule::ConnectionMissing, ConnectionMissing},
    {wire::Rule::SubprotocolNotOffered, SubprotocolNotOffered},
    {wire::Rule::ExtensionNotOffered, ExtensionNotOffered},
    {wire::Rule::DeflateParameter, ExtensionNotOffered},
});

struct Banner
{
    std::string_view begin;
    std::string_view protocol;
};

constexpr auto Banners = std::to_array<Banner>({
    {"SSH-", "SSH"},
    {"220", "SMTP or FTP"},
    {"* OK", "IMAP"},
    {"+OK", "POP3"},
    {"-ERR", "Redis"},
    {"+PONG", "Redis"},
    {"RFB ", "VNC"},
    {"AMQP", "AMQP"},
    {std::string_view("\0\0", 2), "HTTP/2"},
});

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

template <class Table>
FailureCause byText(const Table& table, std::string_view layer, std::string_view text,
                    FailureCause otherwise)
{
    const auto found = std::ranges::find_if(table, [&](const ByText& row) {
        return (row.layer.empty() || row.layer == layer) &&
               text.find(row.words) != std::string_view::npos;
    });
    return found == table.end() ? otherwise : found->cause;
}

bool isHtml(const ConnectionInfo& connection)
{
    return lowered(connection.response->joined("Content-Type")).find("html") != std::string::npos ||
           lowered(connection.responseBody.substr(0, 256)).find("<html") != std::string::npos;
}

FailureCause byStatus(const ConnectionInfo& connection)
{
    const wire::HttpHead& response = *connection.response;
    if (connection.request && connection.request->method == "CONNECT") {
        const bool wantsUser = response.status == 407 || response.status == 401;
        return wantsUser ? ProxyCredentials : ProxyRefused;
    }
    if (response.status / 100 == 2) {
        return isHtml(connection) ? WebPage : NoUpgrade;
    }
    if (response.status == 400 && response.find("Sec-WebSocket-Version")) {
        return VersionRefused;
    }
    if (response.status == 400 &&
        lowered(connection.responseBody).find("http request was sent to https") !=
            std::string::npos) {
        return TlsPort;
    }
    const auto* const found = std::ranges::find(Statuses, response.status, &ByStatus::status);
    const FailureCause cause = found == Statuses.end() ? OtherStatus : found->cause;
    return cause == Redirect && !redirectRefusal(connection).empty() ? RedirectNotFollowed : cause;
}

FailureCause byViolation(const wire::Violations& violations)
{
    for (const wire::Violation& violation : violations) {
        if (wire::info(violation.rule).severity == wire::Severity::Error) {
            const auto* const found = std::ranges::find(Rules, violation.rule, &ByRule::rule);
            return found == Rules.end() ? OtherViolation : found->cause;
        }
    }
    return Other;
}

} // namespace

const CauseWords& wordsOf(FailureCause cause)
{
    return *std::ranges::find(Words, cause, &CauseWords::cause);
}

FailureCause causeOf(const ConnectionInfo& connection)
{
    const auto& error = std::get<ErrorDetail>(*connection.error);
    const std::string layer = error.layer.value_or("");
    const std::string text = lowered(error.text.value_or(""));
    if (layer == "http" && connection.handshake.switched) {
        return byViolation(connection.handshake.violations);
    }
    if (layer == "http" && error.status && connection.response) {
        return byStatus(connection);
    }
    if (error.failures && !error.failures->empty()) {
        for (const ByText& row : CertificateFailures) {
            if (std::ranges::any_of(*error.failures, [&row](const std::string& failure) {
                    return lowered(failure).find(row.words) != std::string::npos;
                })) {
                return row.cause;
            }
        }
        return CertificateRefused;
    }
    return byText(Texts, layer, text, Other);
}

std::string redirectRefusal(const ConnectionInfo& connection)
{
    const auto* last = std::get_if<ErrorDetail>(connection.lastHttpError.get());
    std::string text = last ? last->text.value_or("") : "";
    return text.starts_with("the redirect ") ? text : std::string();
}

std::string_view protocolOf(std::string_view bytes)
{
    const auto* const found = std::ranges::find_if(
        Banners, [bytes](const Banner& banner) { return bytes.starts_with(banner.begin); });
    return found == Banners.end() ? std::string_view() : found->protocol;
}

std::string contentOf(const ErrorDetail& error)
{
    if (error.bodyBase64) {
        const Base64 decoded = decodeBase64(asBytes(*error.bodyBase64));
        return std::string(asText(decoded.bytes));
    }
    return error.body.value_or("");
}

} // namespace framescope::timeline
