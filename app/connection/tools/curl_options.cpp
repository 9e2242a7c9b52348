// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/curl_options.h"

#include "base/text/qt_string.h"

#include <array>

namespace framescope::connection {

namespace {

using Request = PastedRequest;
using Text = std::string;
constexpr auto Flag = ProgramOption::Value::None;
constexpr auto Needed = ProgramOption::Value::Needed;

// Why an option is not taken.
constexpr const char* NoBody = "a handshake has no body";
constexpr const char* ByName = "the server is reached by the name in the URL";
constexpr const char* OnlyBasic = "only basic and bearer authorisation can be used";
constexpr const char* NoOther = "there is no such option";
constexpr const char* ByProxy = "a proxy is reached without TLS, with a name and a password";
constexpr const char* OneRequest = "one request is taken";
constexpr const char* FixedTls = "TLS 1.2 and 1.3 are used, with OpenSSL's own choices";

void takeCurlHeader(Request& request, const Text& value)
{
    if (value.starts_with('@')) {
        leaveOut(request, "-H @FILE", "headers are not read from a file");
    } else {
        takeHeaderLine(request, value);
    }
}

void takeCurlCookies(Request& request, const Text& value)
{
    if (value.find('=') == Text::npos) {
        leaveOut(request, "-b FILE", "cookies are not read from a file");
    } else {
        takeCookies(request, value);
    }
}

void takeAgent(Request& request, const Text& value)
{
    if (!value.empty()) {
        takeHeader(request, "User-Agent", value);
    }
}

void takeReferer(Request& request, const Text& value)
{
    const Text url = value.substr(0, value.find(";auto"));
    if (!url.empty()) {
        takeHeader(request, "Referer", url);
    }
}

void takeMethod(Request& request, const Text& value)
{
    if (value != "GET") {
        leaveOut(request, "-X", "a handshake is a GET request");
    }
}

/// FILE[:PASSWORD], where a backslash takes a colon to the name.
void takeCertificate(Request& request, const Text& value)
{
    Text file;
    std::size_t at = 0;
    for (; at < value.size() && value[at] != ':'; ++at) {
        if (value[at] == '\\' && at + 1 < value.size() &&
            (value[at + 1] == ':' || value[at + 1] == '\\')) {
            ++at;
        }
        file += value[at];
    }
    request.options.tls.certFile = toQString(file);
    if (at + 1 < value.size()) {
        request.options.tls.passPhrase = toQString(value.substr(at + 1));
    }
}

void takeCertificateType(Request& request, const Text& value)
{
    if (value != "PEM" && value != "P12") {
        leaveOut(request, "--cert-type", "a certificate is PEM or PKCS#12");
    }
}

void takeKeyType(Request& request, const Text& value)
{
    if (value != "PEM") {
        leaveOut(request, "--key-type", "a key is PEM");
    }
}

void takeHighestTls(Request& request, const Text& value)
{
    if (value == "1.2") {
        request.options.tls.highest = TlsVersion::Tls1_2;
    } else if (value != "1.3" && value != "default") {
        leaveOut(request, "--tls-max", "TLS 1.2 is the oldest that can be used");
    }
}

void takeConnectTimeout(Request& request, const Text& value)
{
    if (const auto time = secondsFrom(value)) {
        request.options.connectTimeout = *time;
    } else {
        leaveOut(request, "--connect-timeout", "it is no time in seconds");
    }
}

void takeProxy(Request& request, const Text& value)
{
    request.proxy = value;
}

void takeSocks(Request& request, const Text& value)
{
    request.proxy = "socks5://" + value;
}

void takeSocksByName(Request& request, const Text& value)
{
    request.proxy = "socks5h://" + value;
}

constexpr auto Table = std::to_array<ProgramOption>({
    // Taken.
    {'\0', "url", Needed, takeCurlUrl},
    {'H', "header", Needed, takeCurlHeader},
    {'b', "cookie", Needed, takeCurlCookies},
    {'u', "user", Needed, [](Request& r, const Text& value) { takeUser(r, value); }},
    {'\0', "oauth2-bearer", Needed,
     [](Request& r, const Text& value) {
         r.options.authorization = {Authorization::Scheme::Bearer, {}, value};
     }},
    {'A', "user-agent", Needed, takeAgent},
    {'e', "referer", Needed, takeReferer},
    {'k', "insecure", Flag,
     [](Request& r, const Text& no) { r.options.tls.insecure = no.empty(); }},
    {'\0', "cacert", Needed,
     [](Request& r, const Text& value) { r.options.tls.caFile = toQString(value); }},
    {'E', "cert", Needed, takeCertificate},
    {'\0', "cert-type", Needed, takeCertificateType},
    {'\0', "key", Needed,
     [](Request& r, const Text& value) { r.options.tls.keyFile = toQString(value); }},
    {'\0', "key-type", Needed, takeKeyType},
    {'\0', "pass", Needed,
     [](Request& r, const Text& value) { r.options.tls.passPhrase = toQString(value); }},
    {'x', "proxy", Needed, takeProxy},
    {'\0', "socks5", Needed, takeSocks},
    {'\0', "socks5-hostname", Needed, takeSocksByName},
    {'U', "proxy-user", Needed, [](Request& r, const Text& value) { r.proxyUser = value; }},
    {'\0', "noproxy", Needed,
     [](Request& r, const Text& value) { r.options.proxy.exceptions = toQString(value); }},
    {'\0', "tlsv1.2", Flag,
     [](Request& r, const Text&) { r.options.tls.lowest = TlsVersion::Tls1_2; }},
    {'\0', "tlsv1.3", Flag,
     [](Request& r, const Text&) { r.options.tls.lowest = TlsVersion::Tls1_3; }},
    {'\0', "tls-max", Needed, takeHighestTls},
    {'\0', "connect-timeout", Needed, takeConnectTimeout},
    {'L', "location", Flag,
     [](Request& r, const Text& no) { r.options.followRedirects = no.empty(); }},
    {'\0', "location-trusted", Flag,
     [](Request& r, const Text& no) {
         r.options.followRedirects = no.empty();
         leaveOut(r, "The trust of --location-trusted",
                  "secrets are sent to the origin of the URL only");
     }},
    {'X', "request", Needed, takeMethod},

    // Change nothing here: output, TCP, how curl works.
    {'s', "silent", Flag, nullptr},
    {'S', "show-error", Flag, nullptr},
    {'v', "verbose", Flag, nullptr},
    {'i', "include", Flag, nullptr},
    {'\0', "show-headers", Flag, nullptr},
    {'N', "no-buffer", Flag, nullptr},
    {'\0', "buffer", Flag, nullptr},
    {'#', "progress-bar", Flag, nullptr},
    {'\0', "progress-meter", Flag, nullptr},
    {'\0', "no-progress-meter", Flag, nullptr},
    {'q', "disable", Flag, nullptr},
    {'f', "fail", Flag, nullptr},
    {'\0', "fail-early", Flag, nullptr},
    {'\0', "fail-with-body", Flag, nullptr},
    {'g', "globoff", Flag, nullptr},
    {'\0', "http1.1", Flag, nullptr},
    {'\0', "compressed", Flag, nullptr},
    {'\0', "basic", Flag, nullptr},
    {'\0', "path-as-is", Flag, nullptr},
    {'\0', "raw", Flag, nullptr},
    {'\0', "no-alpn", Flag, nullptr},
    {'\0', "alpn", Flag, nullptr},
    {'\0', "no-npn", Flag, nullptr},
    {'\0', "keepalive", Flag, nullptr},
    {'\0', "no-keepalive", Flag, nullptr},
    {'\0', "sessionid", Flag, nullptr},
    {'\0', "no-sessionid", Flag, nullptr},
    {'\0', "tcp-nodelay", Flag, nullptr},
    {'\0', "tcp-fastopen", Flag, nullptr},
    {'\0', "styled-output", Flag, nullptr},
    {'\0', "suppress-connect-headers", Flag, nullptr},
    {'\0', "trace-time", Flag, nullptr},
    {'\0', "trace-ids", Flag, nullptr},
    {'\0', "ssl", Flag, nullptr},
    {'\0', "ssl-reqd", Flag, nullptr},
    {'\0', "ssl-no-revoke", Flag, nullptr},
    {'\0', "ssl-revoke-best-effort", Flag, nullptr},
    {'p', "proxytunnel", Flag, nullptr},
    {'\0', "proxy-basic", Flag, nullptr},
    {'\0', "socks5-basic", Flag, nullptr},
    {'\0', "disallow-username-in-url", Flag, nullptr},
    {'j', "junk-session-cookies", Flag, nullptr},
    {'\0', "create-dirs", Flag, nullptr},
    {'\0', "no-clobber", Flag, nullptr},
    {'\0', "clobber", Flag, nullptr},
    {'\0', "remove-on-error", Flag, nullptr},
    {'\0', "xattr", Flag, nullptr},
    {'B', "use-ascii", Flag, nullptr},
    {'J', "remote-header-name", Flag, nullptr},
    {'O', "remote-name", Flag, nullptr},
    {'\0', "remote-name-all", Flag, nullptr},
    {'R', "remote-time", Flag, nullptr},
    {'Z', "parallel", Flag, nullptr},
    {'o', "output", Needed, nullptr},
    {'\0', "output-dir", Needed, nullptr},
    {'D', "dump-header", Needed, nullptr},
    {'c', "cookie-jar", Needed, nullptr},
    {'w', "write-out", Needed, nullptr},
    {'\0', "stderr", Needed, nullptr},
    {'\0', "trace", Needed, nullptr},
    {'\0', "trace-ascii", Needed, nullptr},
    {'\0', "trace-config", Needed, nullptr},
    {'\0', "libcurl", Needed, nullptr},
    {'\0', "keepalive-time", Needed, nullptr},
    {'\0', "proto", Needed, nullptr},
    {'\0', "proto-redir", Needed, nullptr},
    {'\0', "proto-default", Needed, nullptr},
    {'\0', "random-file", Needed, nullptr},
    {'\0', "egd-file", Needed, nullptr},
    {'\0', "create-file-mode", Needed, nullptr},

    // Not taken.
    {'d', "data", Needed, nullptr, NoBody},
    {'\0', "data-ascii", Needed, nullptr, NoBody},
    {'\0', "data-binary", Needed, nullptr, NoBody},
    {'\0', "data-raw", Needed, nullptr, NoBody},
    {'\0', "data-urlencode", Needed, nullptr, NoBody},
    {'\0', "json", Needed, nullptr, NoBody},
    {'F', "form", Needed, nullptr, NoBody},
    {'\0', "form-string", Needed, nullptr, NoBody},
    {'T', "upload-file", Needed, nullptr, NoBody},
    {'G', "get", Flag, nullptr, "what it adds to the URL is data; write it into the URL"},
    {'\0', "url-query", Needed, nullptr, "write it into the URL"},
    {'I', "head", Flag, nullptr, "a handshake is a GET request"},
    {'0', "http1.0", Flag, nullptr, "a handshake is HTTP/1.1"},
    {'\0', "http2", Flag, nullptr, "a handshake is HTTP/1.1"},
    {'\0', "http2-prior-knowledge", Flag, nullptr, "a handshake is HTTP/1.1"},
    {'\0', "http3", Flag, nullptr, "a handshake is HTTP/1.1"},
    {'\0', "http3-only", Flag, nullptr, "a handshake is HTTP/1.1"},
    {'\0', "request-target", Needed, nullptr, "write the path into the URL"},
    {'\0', "resolve", Needed, nullptr, ByName},
    {'\0', "connect-to", Needed, nullptr, ByName},
    {'\0', "interface", Needed, nullptr, ByName},
    {'\0', "local-port", Needed, nullptr, ByName},
    {'\0', "dns-servers", Needed, nullptr, ByName},
    {'\0', "dns-interface", Needed, nullptr, ByName},
    {'\0', "dns-ipv4-addr", Needed, nullptr, ByName},
    {'\0', "dns-ipv6-addr", Needed, nullptr, ByName},
    {'\0', "doh-url", Needed, nullptr, ByName},
    {'\0', "unix-socket", Needed, nullptr, ByName},
    {'\0', "abstract-unix-socket", Needed, nullptr, ByName},
    {'4', "ipv4", Flag, nullptr, "all addresses of a name are tried"},
    {'6', "ipv6", Flag, nullptr, "all addresses of a name are tried"},
    {'\0', "happy-eyeballs-timeout-ms", Needed, nullptr, "all addresses of a name are tried"},
    {'\0', "haproxy-protocol", Flag, nullptr, NoOther},
    {'\0', "digest", Flag, nullptr, OnlyBasic},
    {'\0', "ntlm", Flag, nullptr, OnlyBasic},
    {'\0', "ntlm-wb", Flag, nullptr, OnlyBasic},
    {'\0', "negotiate", Flag, nullptr, OnlyBasic},
    {'\0', "anyauth", Flag, nullptr, OnlyBasic},
    {'\0', "aws-sigv4", Needed, nullptr, OnlyBasic},
    {'\0', "delegation", Needed, nullptr, OnlyBasic},
    {'n', "netrc", Flag, nullptr, "passwords are not read from a file"},
    {'\0', "netrc-optional", Flag, nullptr, "passwords are not read from a file"},
    {'\0', "netrc-file", Needed, nullptr, "passwords are not read from a file"},
    {'K', "config", Needed, nullptr, "options are not read from a file"},
    {'\0', "capath", Needed, nullptr, "authorities are read from a file, not from a folder"},
    {'\0', "crlfile", Needed, nullptr, NoOther},
    {'\0', "cert-status", Flag, nullptr, NoOther},
    {'\0', "pinnedpubkey", Needed, nullptr, "a certificate is accepted by its SHA-256"},
    {'\0', "engine", Needed, nullptr, NoOther},
    {'\0', "ciphers", Needed, nullptr, FixedTls},
    {'\0', "tls13-ciphers", Needed, nullptr, FixedTls},
    {'\0', "curves", Needed, nullptr, FixedTls},
    {'1', "tlsv1", Flag, nullptr, FixedTls},
    {'\0', "tlsv1.0", Flag, nullptr, FixedTls},
    {'\0', "tlsv1.1", Flag, nullptr, FixedTls},
    {'2', "sslv2", Flag, nullptr, FixedTls},
    {'3', "sslv3", Flag, nullptr, FixedTls},
    {'\0', "false-start", Flag, nullptr, FixedTls},
    {'\0', "ssl-allow-beast", Flag, nullptr, FixedTls},
    {'\0', "tlsauthtype", Needed, nullptr, FixedTls},
    {'\0', "tlsuser", Needed, nullptr, FixedTls},
    {'\0', "tlspassword", Needed, nullptr, FixedTls},
    {'\0', "preproxy", Needed, nullptr, "one proxy can be used"},
    {'\0', "proxy1.0", Needed, nullptr, "a proxy is spoken to in HTTP/1.1"},
    {'\0', "socks4", Needed, nullptr, "only HTTP and SOCKS5 proxies can be used"},
    {'\0', "socks4a", Needed, nullptr, "only HTTP and SOCKS5 proxies can be used"},
    {'\0', "proxy-header", Needed, nullptr, ByProxy},
    {'\0', "proxy-anyauth", Flag, nullptr, ByProxy},
    {'\0', "proxy-digest", Flag, nullptr, ByProxy},
    {'\0', "proxy-ntlm", Flag, nullptr, ByProxy},
    {'\0', "proxy-negotiate", Flag, nullptr, ByProxy},
    {'\0', "proxy-insecure", Flag, nullptr, ByProxy},
    {'\0', "proxy-cacert", Needed, nullptr, ByProxy},
    {'\0', "proxy-capath", Needed, nullptr, ByProxy},
    {'\0', "proxy-cert", Needed, nullptr, ByProxy},
    {'\0', "proxy-cert-type", Needed, nullptr, ByProxy},
    {'\0', "proxy-key", Needed, nullptr, ByProxy},
    {'\0', "proxy-key-type", Needed, nullptr, ByProxy},
    {'\0', "proxy-pass", Needed, nullptr, ByProxy},
    {'\0', "proxy-ciphers", Needed, nullptr, ByProxy},
    {'\0', "proxy-tls13-ciphers", Needed, nullptr, ByProxy},
    {'\0', "proxy-pinnedpubkey", Needed, nullptr, ByProxy},
    {'\0', "proxy-service-name", Needed, nullptr, ByProxy},
    {'\0', "proxy-crlfile", Needed, nullptr, ByProxy},
    {'\0', "proxy-tlsv1", Flag, nullptr, ByProxy},
    {'\0', "proxy-tlsauthtype", Needed, nullptr, ByProxy},
    {'\0', "proxy-tlsuser", Needed, nullptr, ByProxy},
    {'\0', "proxy-tlspassword", Needed, nullptr, ByProxy},
    {'\0', "socks5-gssapi", Flag, nullptr, ByProxy},
    {'\0', "socks5-gssapi-service", Needed, nullptr, ByProxy},
    {'m', "max-time", Needed, nullptr, "a session has no longest time"},
    {'y', "speed-time", Needed, nullptr, "a session has no slowest speed"},
    {'Y', "speed-limit", Needed, nullptr, "a session has no slowest speed"},
    {'\0', "limit-rate", Needed, nullptr, NoOther},
    {'\0', "rate", Needed, nullptr, OneRequest},
    {'\0', "max-redirs", Needed, nullptr, "at most 10 redirects are followed"},
    {'\0', "post301", Flag, nullptr, "a handshake is a GET request"},
    {'\0', "post302", Flag, nullptr, "a handshake is a GET request"},
    {'\0', "post303", Flag, nullptr, "a handshake is a GET request"},
    {'\0', "retry", Needed, nullptr, "set when to connect again in the options"},
    {'\0', "retry-delay", Needed, nullptr, "set when to connect again in the options"},
    {'\0', "retry-max-time", Needed, nullptr, "set when to connect again in the options"},
    {'\0', "retry-all-errors", Flag, nullptr, "set when to connect again in the options"},
    {'\0', "retry-connrefused", Flag, nullptr, "set when to connect again in the options"},
    {'\0', "parallel-max", Needed, nullptr, OneRequest},
    {'\0', "parallel-immediate", Flag, nullptr, OneRequest},
    {'\0', "expect100-timeout", Needed, nullptr, NoBody},
    {'\0', "max-filesize", Needed, nullptr, NoBody},
    {'r', "range", Needed, nullptr, NoBody},
    {'C', "continue-at", Needed, nullptr, NoBody},
    {'z', "time-cond", Needed, nullptr, NoBody},
    {'\0', "etag-compare", Needed, nullptr, NoBody},
    {'\0', "etag-save", Needed, nullptr, NoBody},
    {'\0', "alt-svc", Needed, nullptr, NoOther},
    {'\0', "hsts", Needed, nullptr, NoOther},
    {'\0', "variable", Needed, nullptr, NoOther},
    {'\0', "ech", Needed, nullptr, FixedTls},
    {'t', "telnet-option", Needed, nullptr, NoOther},
    {'Q', "quote", Needed, nullptr, NoOther},
    {'P', "ftp-port", Needed, nullptr, NoOther},
    {'h', "help", ProgramOption::Value::Optional, nullptr, "it makes no request"},
    {'V', "version", Flag, nullptr, "it makes no request"},
    {'M', "manual", Flag, nullptr, "it makes no request"},
    {'a', "append", Flag, nullptr, NoBody},
    {'l', "list-only", Flag, nullptr, NoBody},
});

} // namespace

std::span<const ProgramOption> curlOptions()
{
    return Table;
}

void takeCurlUrl(PastedRequest& request, const std::string& url)
{
    if (request.url.empty()) {
        request.url = url;
    } else {
        leaveOut(request, "A second URL", OneRequest);
    }
}

} // namespace framescope::connection
