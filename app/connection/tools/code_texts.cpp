// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/tool_texts.h"

#include "connection/tools/code_text.h"

#include <algorithm>

namespace framescope::connection {

namespace {

/// ["a", "b"]
std::string listOf(const QStringList& texts)
{
    std::string list;
    for (const QString& text : texts) {
        list += list.empty() ? "" : ", ";
        list += quotedForCode(text.toStdString());
    }
    return "[" + list + "]";
}

std::string quoted(const QString& text)
{
    return quotedForCode(text.toStdString());
}

bool isName(const wire::HeaderField& header, std::string_view name)
{
    return wire::equalsIgnoreCase(header.name, name);
}

bool isOwn(const wire::HeaderField& header)
{
    return isName(header, "Connection") || isName(header, "Upgrade") ||
           wire::equalsIgnoreCase(std::string_view(header.name).substr(0, 14), "Sec-WebSocket-");
}

/// The lines of an object or of named arguments.
class Members
{
public:
    Members(std::string indent, std::string_view assignment)
        : indent_(std::move(indent)), assignment_(assignment)
    {
    }

    void add(std::string_view name, const std::string& value)
    {
        lines_ += indent_ + std::string(name) + assignment_ + value + ",\n";
    }
    void addText(std::string_view name, const QString& value)
    {
        if (!value.isEmpty()) {
            add(name, quoted(value));
        }
    }
    void addFile(std::string_view name, const QString& file)
    {
        if (!file.isEmpty()) {
            add(name, "fs.readFileSync(" + quoted(file) + ")");
        }
    }
    const std::string& lines() const { return lines_; }

private:
    std::string indent_;
    std::string assignment_;
    std::string lines_;
};

/// The headers as an object; those of one name as a list.
std::string headersObject(const wire::HeaderFields& headers)
{
    Members members("    ", ": ");
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const auto same = [&header](const wire::HeaderField& other) {
            return isName(other, header->name);
        };
        if (isOwn(*header) || std::any_of(headers.begin(), header, same)) {
            continue;
        }
        std::string values;
        for (const wire::HeaderField& other : headers) {
            if (same(other)) {
                values += values.empty() ? "" : ", ";
                values += bytesForCode(other.value);
            }
        }
        const bool several = std::count_if(headers.begin(), headers.end(), same) > 1;
        members.add(quotedForCode(header->name), several ? "[" + values + "]" : values);
    }
    return members.lines().empty() ? std::string() : "{\n" + members.lines() + "  }";
}

std::string compressionObject(const Compression& compression)
{
    if (!compression.offered) {
        return "false";
    }
    std::string members;
    const auto add = [&members](const char* name, const std::string& value) {
        members += (members.empty() ? "" : ", ") + std::string(name) + ": " + value;
    };
    if (compression.serverNoContextTakeover) {
        add("serverNoContextTakeover", "true");
    }
    if (compression.clientNoContextTakeover) {
        add("clientNoContextTakeover", "true");
    }
    if (compression.serverMaxWindowBits) {
        add("serverMaxWindowBits", std::to_string(*compression.serverMaxWindowBits));
    }
    if (!compression.clientMaxWindowBits) {
        add("clientMaxWindowBits", "false");
    } else if (*compression.clientMaxWindowBits != 0) {
        add("clientMaxWindowBits", std::to_string(*compression.clientMaxWindowBits));
    }
    return members.empty() ? members : "{ " + members + " }";
}

const char* versionName(TlsVersion version)
{
    return version == TlsVersion::Tls1_2 ? "TLSv1.2" : "TLSv1.3";
}

void addNodeTls(Members& members, const TlsOptions& tls)
{
    if (tls.insecure) {
        members.add("rejectUnauthorized", "false");
    }
    members.addFile("ca", tls.caFile);
    members.addFile(isPkcs12(tls) ? "pfx" : "cert", tls.certFile);
    members.addFile("key", tls.keyFile);
    members.addText("passphrase", tls.passPhrase);
    members.addText("servername", tls.serverName);
    if (tls.lowest != TlsOptions().lowest) {
        members.add("minVersion", quotedForCode(versionName(tls.lowest)));
    }
    if (tls.highest != TlsOptions().highest) {
        members.add("maxVersion", quotedForCode(versionName(tls.highest)));
    }
    if (!tls.alpn.isEmpty() && tls.alpn != TlsOptions().alpn) {
        members.add("ALPNProtocols", listOf(tls.alpn));
    }
}

bool usesSocks(const ProxyOptions& proxy)
{
    return proxy.url.scheme().startsWith(QLatin1String("socks"));
}

std::string nodeOptions(const SaidRequest& request)
{
    const ConnectionOptions& options = request.options;
    Members members("  ", ": ");
    if (const std::string headers = headersObject(request.headers); !headers.empty()) {
        members.add("headers", headers);
    }
    members.addText("origin", options.origin);
    addNodeTls(members, options.tls);
    if (const std::string value = compressionObject(options.compression); !value.empty()) {
        members.add("perMessageDeflate", value);
    }
    if (options.followRedirects) {
        members.add("followRedirects", "true");
    }
    if (options.upgradeTimeout != ConnectionOptions().upgradeTimeout) {
        members.add("handshakeTimeout", std::to_string(options.upgradeTimeout.count()));
    }
    if (options.largestMessage > 0) {
        members.add("maxPayload", std::to_string(options.largestMessage));
    }
    if (options.proxy.use == ProxyOptions::Use::Given) {
        members.add("agent", std::string("new ") + (usesSocks(options.proxy) ? "Socks" : "Https") +
                                 "ProxyAgent(" +
                                 quoted(options.proxy.url.toString(QUrl::FullyEncoded)) + ")");
    }
    return members.lines();
}

/// What stands between the brackets of new WebSocket(…).
std::string constructorArguments(const SaidRequest& request, const std::string& members)
{
    std::string arguments = quotedForCode(request.url);
    if (!request.options.subprotocols.isEmpty()) {
        arguments += ", " + listOf(request.options.subprotocols);
    }
    return members.empty() ? arguments : arguments + ", {\n" + members + "}";
}

} // namespace

const Sayable BrowserSays{Detail::Subprotocols};

std::string browserText(const SaidRequest& request)
{
    return "const socket = new WebSocket(" + constructorArguments(request, {}) + ");";
}

const Sayable NodeSays{Detail::Headers,        Detail::RepeatedHeaders,
                       Detail::OtherThanAscii, Detail::Host,
                       Detail::Subprotocols,   Detail::Origin,
                       Detail::Authorization,  Detail::Cookies,
                       Detail::Insecure,       Detail::CaFile,
                       Detail::PemCertificate, Detail::Pkcs12,
                       Detail::ServerName,     Detail::LowestTls,
                       Detail::HighestTls,     Detail::Alpn,
                       Detail::HttpProxy,      Detail::SocksProxy,
                       Detail::NoCompression,  Detail::CompressionParameters,
                       Detail::UpgradeTimeout, Detail::LargestMessage,
                       Detail::Redirects};

std::string nodeText(const SaidRequest& request)
{
    const ConnectionOptions& options = request.options;
    std::string text;
    if (!options.tls.caFile.isEmpty() || !options.tls.certFile.isEmpty()) {
        text += "const fs = require(\"fs\");\n";
    }
    text += "const WebSocket = require(\"ws\");\n";
    if (options.proxy.use == ProxyOptions::Use::Given) {
        text += usesSocks(options.proxy)
                    ? "const { SocksProxyAgent } = require(\"socks-proxy-agent\");\n"
                    : "const { HttpsProxyAgent } = require(\"https-proxy-agent\");\n";
    }
    return text + "\nconst socket = new WebSocket(" +
           constructorArguments(request, nodeOptions(request)) +
           ");\n"
           "socket.on(\"open\", () => console.log(\"open\"));\n"
           "socket.on(\"message\", (data) => console.log(data.toString()));\n"
           "socket.on(\"error\", (error) => console.error(error.message));\n"
           "socket.on(\"close\", (code, reason) => console.log(\"closed\", code, "
           "reason.toString()));";
}

} // namespace framescope::connection
