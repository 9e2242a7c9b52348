// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/unsaid.h"

#include "connection/tools/tool_texts.h"

#include <algorithm>
#include <array>

namespace framescope::connection {

namespace {

struct DetailRow
{
    Detail detail;
    const char* subject; ///< with its verb
    bool (*isThere)(const ConnectionOptions& options);
};

bool isOwnLine(const wire::HeaderField& header)
{
    return wire::equalsIgnoreCase(header.name, "Connection") ||
           wire::equalsIgnoreCase(header.name, "Upgrade") ||
           wire::equalsIgnoreCase(header.name.substr(0, sizeof "Sec-WebSocket-" - 1),
                                  "Sec-WebSocket-");
}

bool hasHeader(const ConnectionOptions& options, std::string_view name)
{
    return std::ranges::any_of(options.headers, [name](const wire::HeaderField& header) {
        return wire::equalsIgnoreCase(header.name, name);
    });
}

bool isUsualHeader(const wire::HeaderField& header)
{
    return !isOwnLine(header) && !wire::equalsIgnoreCase(header.name, "Host");
}

bool hasRepeated(const ConnectionOptions& options)
{
    return std::ranges::any_of(options.headers, [&](const wire::HeaderField& header) {
        return std::ranges::count_if(options.headers, [&](const wire::HeaderField& other) {
                   return wire::equalsIgnoreCase(header.name, other.name);
               }) > 1;
    });
}

bool usesProxy(const ConnectionOptions& options, bool socks)
{
    return options.proxy.use == ProxyOptions::Use::Given &&
           options.proxy.url.scheme().startsWith(QLatin1String("socks")) == socks;
}

bool hasParameters(const ConnectionOptions& options)
{
    Compression usual;
    usual.offered = options.compression.offered;
    usual.extensions = options.compression.extensions;
    return options.compression.offered && options.compression.extensions.empty() &&
           !(options.compression == usual);
}

using Options = ConnectionOptions;
const Options& usual()
{
    static const Options options;
    return options;
}

constexpr auto Rows = std::to_array<DetailRow>({
    {Detail::RawRequest, "The raw request is",
     [](const Options& o) { return !o.rawRequest.empty(); }},
    {Detail::Headers, "Headers are",
     [](const Options& o) { return std::ranges::any_of(o.headers, isUsualHeader); }},
    {Detail::RepeatedHeaders, "All but the last of headers with one name are", hasRepeated},
    {Detail::OtherThanAscii, "Headers that are not ASCII are",
     [](const Options& o) {
         return std::ranges::any_of(
             o.headers, [](const wire::HeaderField& header) { return !isAscii(header.value); });
     }},
    {Detail::OwnLines, "Headers in place of those of the handshake are",
     [](const Options& o) { return std::ranges::any_of(o.headers, isOwnLine); }},
    {Detail::Host, "The Host header is", [](const Options& o) { return hasHeader(o, "Host"); }},
    {Detail::LeftOut, "That lines of the handshake are not sent is",
     [](const Options& o) { return !o.leftOut.empty(); }},
    {Detail::Subprotocols, "Subprotocols are",
     [](const Options& o) { return !o.subprotocols.isEmpty(); }},
    {Detail::Origin, "The origin is", [](const Options& o) { return !o.origin.isEmpty(); }},
    {Detail::Authorization, "The authorisation is",
     [](const Options& o) { return o.authorization.scheme != Authorization::Scheme::None; }},
    {Detail::Cookies, "Cookies are", [](const Options& o) { return !o.cookies.empty(); }},
    {Detail::Insecure, "That certificates are not verified is",
     [](const Options& o) { return o.tls.insecure; }},
    {Detail::AcceptedCertificate, "The certificate that is accepted by its fingerprint is",
     [](const Options& o) { return !o.tls.acceptedCertificate.isEmpty(); }},
    {Detail::CaFile, "The file of authorities is",
     [](const Options& o) { return !o.tls.caFile.isEmpty(); }},
    {Detail::PemCertificate, "The client certificate is",
     [](const Options& o) { return !o.tls.certFile.isEmpty() && !isPkcs12(o.tls); }},
    {Detail::Pkcs12, "The client certificate (PKCS#12) is",
     [](const Options& o) { return isPkcs12(o.tls); }},
    {Detail::ServerName, "The server name of TLS is",
     [](const Options& o) { return !o.tls.serverName.isEmpty(); }},
    {Detail::LowestTls, "The lowest version of TLS is",
     [](const Options& o) { return o.tls.lowest != usual().tls.lowest; }},
    {Detail::HighestTls, "The highest version of TLS is",
     [](const Options& o) { return o.tls.highest != usual().tls.highest; }},
    {Detail::Alpn, "The protocols of ALPN are",
     [](const Options& o) { return o.tls.alpn != TlsOptions().alpn; }},
    {Detail::HttpProxy, "The proxy is", [](const Options& o) { return usesProxy(o, false); }},
    {Detail::SocksProxy, "The SOCKS5 proxy is",
     [](const Options& o) { return usesProxy(o, true); }},
    {Detail::SystemProxy, "The proxy of the system is",
     [](const Options& o) { return o.proxy.use == ProxyOptions::Use::System; }},
    {Detail::ProxyExceptions, "The hosts to reach without a proxy are",
     [](const Options& o) {
         return o.proxy.use == ProxyOptions::Use::Given && !o.proxy.exceptions.isEmpty();
     }},
    {Detail::NoCompression, "That no compression is offered is",
     [](const Options& o) { return !o.compression.offered && o.compression.extensions.empty(); }},
    {Detail::CompressionParameters, "The parameters of compression are", hasParameters},
    {Detail::ExtensionsLine, "The line of extensions is",
     [](const Options& o) { return !o.compression.extensions.empty(); }},
    {Detail::Strict, "Strict checking is", [](const Options& o) { return o.strict; }},
    {Detail::Behaviours, "Behaviours are",
     [](const Options& o) { return !(o.behaviours == usual().behaviours); }},
    {Detail::ConnectTimeout, "The time to connect is",
     [](const Options& o) { return o.connectTimeout != usual().connectTimeout; }},
    {Detail::UpgradeTimeout, "The time for the upgrade is",
     [](const Options& o) { return o.upgradeTimeout != usual().upgradeTimeout; }},
    {Detail::CloseTimeout, "The time to close is",
     [](const Options& o) { return o.closeTimeout != usual().closeTimeout; }},
    {Detail::KeepAlive, "Keep-alive pings are",
     [](const Options& o) { return o.keepAlive != usual().keepAlive; }},
    {Detail::LargestMessage, "The largest message is",
     [](const Options& o) { return o.largestMessage != usual().largestMessage; }},
    {Detail::Reconnecting, "Reconnecting is",
     [](const Options& o) { return o.reconnecting.wanted; }},
    {Detail::Redirects, "That redirects are followed is",
     [](const Options& o) { return o.followRedirects; }},
});
static_assert(Rows.size() == static_cast<std::size_t>(Detail::Count));

} // namespace

bool isAscii(std::string_view text)
{
    constexpr unsigned char Last = 0x7F;
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) <= Last; });
}

QStringList unsaid(const ConnectionOptions& options, const Sayable& sayable, const char* tool)
{
    QStringList sentences;
    for (const DetailRow& row : Rows) {
        const bool isOfHeaders =
            row.detail == Detail::RepeatedHeaders || row.detail == Detail::OtherThanAscii;
        if (isOfHeaders && !sayable.has(Detail::Headers)) {
            continue; // all are left out
        }
        if (!sayable.has(row.detail) && row.isThere(options)) {
            sentences.append(QLatin1String(row.subject) + QLatin1String(" left out: ") +
                             QLatin1String(tool) + QLatin1String(" has no way to say it."));
        }
    }
    return sentences;
}

} // namespace framescope::connection
