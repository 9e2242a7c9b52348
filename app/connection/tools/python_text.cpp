// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/tool_texts.h"

#include "connection/tools/code_text.h"

#include <algorithm>

namespace framescope::connection {

namespace {

std::string pythonQuoted(const QString& text)
{
    return quotedForCode(text.toStdString());
}

std::string pythonList(const QStringList& texts)
{
    std::string list;
    for (const QString& text : texts) {
        list += (list.empty() ? "" : ", ") + pythonQuoted(text);
    }
    return "[" + list + "]";
}

/// Whether websockets makes the line by itself, beside one that is given to it.
bool isMadeByWebsockets(const wire::HeaderField& header)
{
    constexpr std::string_view Prefix = "Sec-WebSocket-";
    return wire::equalsIgnoreCase(header.name, "Host") ||
           wire::equalsIgnoreCase(header.name, "Connection") ||
           wire::equalsIgnoreCase(header.name, "Upgrade") ||
           wire::equalsIgnoreCase(std::string_view(header.name).substr(0, Prefix.size()), Prefix);
}

std::string headersText(const wire::HeaderFields& headers)
{
    std::string lines;
    for (const wire::HeaderField& header : headers) {
        if (!isMadeByWebsockets(header)) {
            lines +=
                "    (" + quotedForCode(header.name) + ", " + quotedForCode(header.value) + "),\n";
        }
    }
    return lines.empty()
               ? lines
               : "headers = [\n" + lines +
                     "]\n"
                     "# Before version 14, websockets calls this argument extra_headers.\n"
                     "old = int(websockets.__version__.split(\".\")[0]) < 14\n"
                     "headers_name = \"extra_headers\" if old else "
                     "\"additional_headers\"\n";
}

const char* memberName(TlsVersion version)
{
    return version == TlsVersion::Tls1_2 ? "TLSv1_2" : "TLSv1_3";
}

/// The lines that make the SSL context; empty if none is needed.
std::string contextText(const TlsOptions& tls)
{
    std::string lines;
    if (tls.insecure) {
        lines += "context.check_hostname = False\ncontext.verify_mode = ssl.CERT_NONE\n";
    }
    if (!tls.certFile.isEmpty() && !isPkcs12(tls)) {
        lines += "context.load_cert_chain(" + pythonQuoted(tls.certFile);
        lines += tls.keyFile.isEmpty() ? "" : ", " + pythonQuoted(tls.keyFile);
        lines += tls.passPhrase.isEmpty() ? "" : ", password=" + pythonQuoted(tls.passPhrase);
        lines += ")\n";
    }
    if (tls.lowest != TlsOptions().lowest) {
        lines += std::string("context.minimum_version = ssl.TLSVersion.") + memberName(tls.lowest) +
                 "\n";
    }
    if (tls.highest != TlsOptions().highest) {
        lines += std::string("context.maximum_version = ssl.TLSVersion.") +
                 memberName(tls.highest) + "\n";
    }
    if (!tls.alpn.isEmpty() && tls.alpn != TlsOptions().alpn) {
        lines += "context.set_alpn_protocols(" + pythonList(tls.alpn) + ")\n";
    }
    if (lines.empty() && tls.caFile.isEmpty()) {
        return {};
    }
    return "context = ssl.create_default_context(" +
           (tls.caFile.isEmpty() ? std::string() : "cafile=" + pythonQuoted(tls.caFile)) + ")\n" +
           lines;
}

std::string connectArguments(const SaidRequest& request, bool context, bool headers)
{
    const ConnectionOptions& options = request.options;
    const ConnectionOptions usual;
    std::string lines;
    const auto add = [&lines](const std::string& argument) {
        lines += "        " + argument + ",\n";
    };
    if (headers) {
        add("**{headers_name: headers}");
    }
    if (!options.subprotocols.isEmpty()) {
        add("subprotocols=" + pythonList(options.subprotocols));
    }
    if (!options.origin.isEmpty()) {
        add("origin=" + pythonQuoted(options.origin));
    }
    if (context) {
        add("ssl=context");
    }
    if (!options.tls.serverName.isEmpty() && request.isSecure()) {
        add("server_hostname=" + pythonQuoted(options.tls.serverName));
    }
    if (!options.compression.offered) {
        add("compression=None");
    }
    if (options.connectTimeout != usual.connectTimeout) {
        add("open_timeout=" + secondsText(options.connectTimeout));
    }
    if (options.closeTimeout != usual.closeTimeout) {
        add("close_timeout=" + secondsText(options.closeTimeout));
    }
    if (options.keepAlive.count() > 0) {
        add("ping_interval=" + secondsText(options.keepAlive));
    }
    if (options.largestMessage > 0) {
        add("max_size=" + std::to_string(options.largestMessage));
    }
    if (options.proxy.use == ProxyOptions::Use::Given) {
        lines += "        # websockets 15 and later\n";
        add("proxy=" + pythonQuoted(options.proxy.url.toString(QUrl::FullyEncoded)));
    }
    return lines;
}

} // namespace

const Sayable PythonSays{Detail::Headers,        Detail::RepeatedHeaders,
                         Detail::OtherThanAscii, Detail::Subprotocols,
                         Detail::Origin,         Detail::Authorization,
                         Detail::Cookies,        Detail::Insecure,
                         Detail::CaFile,         Detail::PemCertificate,
                         Detail::ServerName,     Detail::LowestTls,
                         Detail::HighestTls,     Detail::Alpn,
                         Detail::HttpProxy,      Detail::SocksProxy,
                         Detail::NoCompression,  Detail::ConnectTimeout,
                         Detail::CloseTimeout,   Detail::KeepAlive,
                         Detail::LargestMessage};

std::string pythonText(const SaidRequest& request)
{
    const std::string context =
        request.isSecure() ? contextText(request.options.tls) : std::string();
    const std::string headers = headersText(request.headers);
    std::string text = "import asyncio\n";
    text += context.empty() ? "" : "import ssl\n";
    text += "\nimport websockets\n\n";
    text += headers + context;
    text += headers.empty() && context.empty() ? "" : "\n";
    return text + "\nasync def main():\n    async with websockets.connect(\n        " +
           quotedForCode(request.url) + ",\n" +
           connectArguments(request, !context.empty(), !headers.empty()) +
           "    ) as websocket:\n"
           "        async for message in websocket:\n"
           "            print(message)\n\n\n"
           "asyncio.run(main())";
}

} // namespace framescope::connection
