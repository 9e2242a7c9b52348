// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/tool_texts.h"

#include <algorithm>

namespace framescope::connection {

namespace {

/// A command line, one option a line once there are several.
class CommandText
{
public:
    explicit CommandText(std::string start) : text_(std::move(start)) {}

    void add(std::string_view option) { part(std::string(option)); }
    void add(std::string_view option, std::string_view value)
    {
        part(std::string(option) + " " + bashWord(value));
    }
    void addIf(std::string_view option, const QString& value)
    {
        if (!value.isEmpty()) {
            add(option, value.toStdString());
        }
    }
    void part(const std::string& words) { text_ += " \\\n  " + words; }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

bool isNamed(const wire::HeaderField& header, std::string_view name)
{
    return wire::equalsIgnoreCase(header.name, name);
}

std::string headerLine(const wire::HeaderField& header)
{
    return header.value.empty() ? header.name + ";" : header.name + ": " + header.value;
}

bool contains(const std::vector<std::string>& names, std::string_view name)
{
    return std::ranges::any_of(
        names, [name](const std::string& other) { return wire::equalsIgnoreCase(other, name); });
}

/// The lines of the handshake that curl does not send by itself.
void addUpgrade(CommandText& line, const SaidRequest& request)
{
    // The sample nonce of RFC 6455 1.3.
    const wire::HeaderFields own{{"Connection", "Upgrade"},
                                 {"Upgrade", "websocket"},
                                 {"Sec-WebSocket-Version", "13"},
                                 {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    for (const wire::HeaderField& header : own) {
        const bool replaced =
            std::ranges::any_of(request.headers, [&](const wire::HeaderField& other) {
                return isNamed(other, header.name);
            });
        if (!replaced && !contains(request.options.leftOut, header.name)) {
            line.add("-H", headerLine(header));
        }
    }
    if (!request.options.subprotocols.isEmpty()) {
        line.add("-H", "Sec-WebSocket-Protocol: " +
                           request.options.subprotocols.join(QLatin1String(", ")).toStdString());
    }
    if (!request.options.compression.extensions.empty()) {
        line.add("-H", "Sec-WebSocket-Extensions: " + request.options.compression.extensions);
    }
    if (!request.options.origin.isEmpty()) {
        line.add("-H", "Origin: " + request.options.origin.toStdString());
    }
}

void addCurlHeaders(CommandText& line, const SaidRequest& request)
{
    const ConnectionOptions& options = request.options;
    for (const wire::HeaderField& header : options.headers) {
        line.add("-H", headerLine(header));
    }
    for (const std::string& name : options.leftOut) {
        line.add("-H", name + ":");
    }
    const bool hasAuthorization = std::ranges::any_of(
        options.headers, [](const auto& header) { return isNamed(header, "Authorization"); });
    if (!hasAuthorization && options.authorization.scheme == Authorization::Scheme::Basic) {
        line.add("-u", options.authorization.user + ":" + options.authorization.secret);
    } else if (!hasAuthorization && options.authorization.scheme == Authorization::Scheme::Bearer) {
        line.add("-H", "Authorization: " + authorizationValue(options.authorization));
    }
    if (!options.cookies.empty()) {
        line.add("-b", cookieValue(options.cookies));
    }
}

/// A file name for --cert, where a colon would begin the pass phrase.
std::string certificateName(const QString& file)
{
    return QString(file)
        .replace(QLatin1String("\\"), QLatin1String("\\\\"))
        .replace(QLatin1String(":"), QLatin1String("\\:"))
        .toStdString();
}

void addCurlTls(CommandText& line, const TlsOptions& tls)
{
    if (tls.insecure) {
        line.add("-k");
    }
    line.addIf("--cacert", tls.caFile);
    if (!tls.certFile.isEmpty()) {
        line.add("--cert", certificateName(tls.certFile));
    }
    if (isPkcs12(tls)) {
        line.add("--cert-type P12");
    }
    line.addIf("--key", tls.keyFile);
    line.addIf("--pass", tls.passPhrase);
    if (tls.lowest == TlsVersion::Tls1_3) {
        line.add("--tlsv1.3");
    }
    if (tls.highest == TlsVersion::Tls1_2) {
        line.add("--tls-max 1.2");
    }
}

void addCurlProxy(CommandText& line, const ProxyOptions& proxy)
{
    if (proxy.use != ProxyOptions::Use::Given) {
        return;
    }
    line.add("--proxy", proxyAddress(proxy));
    if (proxy.url.scheme() == QLatin1String("http")) {
        line.add("--proxytunnel"); // as for wss, whatever the URL is
    }
    if (const std::string user = proxyUser(proxy); !user.empty()) {
        line.add("--proxy-user", user);
    }
    line.addIf("--noproxy", proxy.exceptions);
}

/// Whether curl would read a URL as a list: [1-3], {a,b}.
bool hasGlobbing(std::string_view url)
{
    return url.find_first_of("[]{}") != std::string_view::npos;
}

} // namespace

const Sayable CurlSays{Detail::Headers,        Detail::RepeatedHeaders,
                       Detail::OtherThanAscii, Detail::OwnLines,
                       Detail::Host,           Detail::LeftOut,
                       Detail::Subprotocols,   Detail::Origin,
                       Detail::Authorization,  Detail::Cookies,
                       Detail::Insecure,       Detail::CaFile,
                       Detail::PemCertificate, Detail::Pkcs12,
                       Detail::LowestTls,      Detail::HighestTls,
                       Detail::HttpProxy,      Detail::SocksProxy,
                       Detail::SystemProxy,    Detail::ProxyExceptions,
                       Detail::NoCompression,  Detail::ExtensionsLine,
                       Detail::ConnectTimeout, Detail::Redirects};

std::string curlText(const SaidRequest& request)
{
    std::string url = request.url;
    url.replace(0, 2, "http"); // ws becomes http, wss https
    CommandText line("curl --http1.1 --include --no-buffer");
    if (hasGlobbing(url)) {
        line.add("--globoff");
    }
    line.part(bashWord(url));
    addUpgrade(line, request);
    addCurlHeaders(line, request);
    addCurlTls(line, request.options.tls);
    addCurlProxy(line, request.options.proxy);
    if (request.options.connectTimeout != ConnectionOptions().connectTimeout) {
        line.add("--connect-timeout", secondsText(request.options.connectTimeout));
    }
    if (request.options.followRedirects) {
        line.add("--location");
    }
    return line.take();
}

const Sayable WscatSays{Detail::Headers,   Detail::Host,     Detail::Subprotocols,
                        Detail::Origin,    Detail::Cookies,  Detail::Authorization,
                        Detail::Insecure,  Detail::CaFile,   Detail::PemCertificate,
                        Detail::HttpProxy, Detail::Redirects};

std::string wscatText(const SaidRequest& request)
{
    const ConnectionOptions& options = request.options;
    CommandText line("wscat --connect " + bashWord(request.url));
    for (const wire::HeaderField& header : request.headers) {
        const bool basic = options.authorization.scheme == Authorization::Scheme::Basic &&
                           isNamed(header, "Authorization") &&
                           header.value == authorizationValue(options.authorization);
        if (!isAscii(header.value)) {
            continue; // Node would send other bytes
        }
        if (basic) {
            line.add("--auth", options.authorization.user + ":" + options.authorization.secret);
        } else {
            line.add("--header", header.name + ":" + header.value);
        }
    }
    for (const QString& protocol : options.subprotocols) {
        line.add("--subprotocol", protocol.toStdString());
    }
    line.addIf("--origin", options.origin);
    if (options.tls.insecure) {
        line.add("--no-check");
    }
    line.addIf("--ca", options.tls.caFile);
    if (!isPkcs12(options.tls)) {
        line.addIf("--cert", options.tls.certFile);
        line.addIf("--key", options.tls.keyFile);
        line.addIf("--passphrase", options.tls.passPhrase);
    }
    if (options.proxy.use == ProxyOptions::Use::Given &&
        options.proxy.url.scheme() == QLatin1String("http")) {
        line.add("--proxy", options.proxy.url.toString(QUrl::FullyEncoded).toStdString());
    }
    if (options.followRedirects) {
        line.add("--location");
    }
    return line.take();
}

const Sayable WebsocatSays{Detail::Headers,      Detail::RepeatedHeaders, Detail::OtherThanAscii,
                           Detail::Subprotocols, Detail::Origin,          Detail::Authorization,
                           Detail::Cookies,      Detail::Insecure,        Detail::Pkcs12,
                           Detail::ServerName,   Detail::SocksProxy,      Detail::NoCompression,
                           Detail::KeepAlive,    Detail::LargestMessage};

std::string websocatText(const SaidRequest& request)
{
    const ConnectionOptions& options = request.options;
    CommandText line("websocat " + bashWord(request.url));
    for (const wire::HeaderField& header : request.headers) {
        // A -H without '=' may take the words behind it as well.
        line.part("-H=" + bashWord(header.name + ": " + header.value));
    }
    if (!options.subprotocols.isEmpty()) {
        line.add("--protocol", options.subprotocols.join(QLatin1String(", ")).toStdString());
    }
    line.addIf("--origin", options.origin);
    if (options.tls.insecure) {
        line.add("--insecure");
    }
    line.addIf("--tls-domain", options.tls.serverName);
    if (isPkcs12(options.tls)) {
        line.addIf("--client-pkcs12-der", options.tls.certFile);
        line.addIf("--client-pkcs12-passwd", options.tls.passPhrase);
    }
    if (options.proxy.use == ProxyOptions::Use::Given &&
        options.proxy.url.scheme().startsWith(QLatin1String("socks"))) {
        const std::string address = proxyAddress(options.proxy);
        line.add("--socks5", std::string_view(address).substr(address.find("://") + 3));
        if (const std::string user = proxyUser(options.proxy); !user.empty()) {
            line.add("--socks5-user-pass", user);
        }
    }
    if (options.keepAlive.count() > 0) {
        line.add("--ping-interval", secondsText(options.keepAlive));
    }
    if (options.largestMessage > 0) {
        line.add("--max-ws-message-length", std::to_string(options.largestMessage));
    }
    return line.take();
}

} // namespace framescope::connection
