// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/code_lines.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <array>

namespace framescope::connection {

namespace {

using Kind = CodeValue::Kind;
constexpr int AgentProxyPort = 80;
constexpr const char* ByCode = "it is put together by code";

/// The bytes that Node and the browsers send for a header value: a byte for each character.
std::string headerBytes(const std::string& utf8)
{
    const QString text = toQString(utf8);
    const bool latin = std::ranges::all_of(text, [](QChar c) { return c.unicode() <= 0xFF; });
    return latin ? text.toLatin1().toStdString() : utf8;
}

void takeHeaders(PastedRequest& request, const CodeValue& value)
{
    if (value.kind == Kind::Call && value.items.size() == 1) {
        takeHeaders(request, value.items.front()); // new Headers({…})
        return;
    }
    for (const auto& [name, values] : value.members) {
        const auto take = [&, &name = name](const CodeValue& one) {
            if (one.kind == Kind::Text || one.kind == Kind::Number) {
                takeHeader(request, name, headerBytes(one.text));
            } else {
                leaveOut(request, "The header " + name, ByCode);
            }
        };
        if (values.kind == Kind::List) {
            std::ranges::for_each(values.items, take);
        } else {
            take(values);
        }
    }
    for (const CodeValue& pair : value.items) {
        if (pair.items.size() == 2 && pair.items[0].kind == Kind::Text &&
            pair.items[1].kind == Kind::Text) {
            takeHeader(request, pair.items[0].text, headerBytes(pair.items[1].text));
        }
    }
    if (value.kind != Kind::Map && value.kind != Kind::List) {
        leaveOut(request, "A list of headers", ByCode);
    }
}

/// The file of fs.readFileSync("…"), or an empty text.
QString fileOf(const CodeValue& value)
{
    const bool reads = value.kind == Kind::Call && value.text.ends_with("readFileSync") &&
                       !value.items.empty() && value.items[0].kind == Kind::Text;
    return reads ? toQString(value.items[0].text) : QString();
}

void takeFile(PastedRequest& request, const CodeValue& value, QString& into, const char* name)
{
    into = fileOf(value);
    if (into.isEmpty()) {
        leaveOut(request, name, "it is not read from a file by fs.readFileSync");
    }
}

void takeAgentProxy(PastedRequest& request, const CodeValue& value)
{
    const bool proxy = value.kind == Kind::Call && value.text.ends_with("ProxyAgent") &&
                       !value.items.empty() && value.items[0].kind == Kind::Text;
    if (proxy) {
        request.proxy = value.items[0].text;
    } else {
        leaveOut(request, "agent", "only a proxy agent with a URL is understood");
    }
}

void takeTls(PastedRequest& request, const CodeValue& value, TlsVersion& version, const char* name)
{
    if (value.text == "TLSv1.2" || value.text == "TLSv1.3") {
        version = value.text == "TLSv1.2" ? TlsVersion::Tls1_2 : TlsVersion::Tls1_3;
    } else {
        leaveOut(request, name, "TLS 1.2 and 1.3 can be used");
    }
}

void takeCompression(PastedRequest& request, const CodeValue& value)
{
    Compression& compression = request.options.compression;
    compression.offered = value.kind != Kind::False;
    for (const auto& [name, member] : value.members) {
        const bool isNumber = member.kind == Kind::Number;
        const int number = isNumber ? toQString(member.text).toInt() : 0;
        if (name == "serverNoContextTakeover") {
            compression.serverNoContextTakeover = member.kind == Kind::True;
        } else if (name == "clientNoContextTakeover") {
            compression.clientNoContextTakeover = member.kind == Kind::True;
        } else if (name == "serverMaxWindowBits" && isNumber) {
            compression.serverMaxWindowBits = number;
        } else if (name == "clientMaxWindowBits" && member.kind == Kind::False) {
            compression.clientMaxWindowBits.reset();
        } else if (name == "clientMaxWindowBits") {
            compression.clientMaxWindowBits = number;
        } else {
            leaveOut(request, "perMessageDeflate." + name, "it is not part of the handshake");
        }
    }
}

std::chrono::milliseconds millisecondsOf(const CodeValue& value)
{
    constexpr int Longest = 1'000'000'000;
    return std::chrono::milliseconds(std::clamp(toQString(value.text).toInt(), 0, Longest));
}

/// An option of Node's ws.
struct WsOption
{
    const char* name;
    void (*take)(PastedRequest& request, const CodeValue& value);
};

constexpr auto WsOptions = std::to_array<WsOption>({
    {"headers", takeHeaders},
    {"origin", [](auto& r, auto& value) { takeHeader(r, "Origin", value.text); }},
    {"auth", [](auto& r, auto& value) { takeUser(r, value.text); }},
    {"rejectUnauthorized",
     [](auto& r, auto& value) { r.options.tls.insecure = value.kind == Kind::False; }},
    {"ca", [](auto& r, auto& value) { takeFile(r, value, r.options.tls.caFile, "ca"); }},
    {"cert", [](auto& r, auto& value) { takeFile(r, value, r.options.tls.certFile, "cert"); }},
    {"pfx", [](auto& r, auto& value) { takeFile(r, value, r.options.tls.certFile, "pfx"); }},
    {"key", [](auto& r, auto& value) { takeFile(r, value, r.options.tls.keyFile, "key"); }},
    {"passphrase", [](auto& r, auto& value) { r.options.tls.passPhrase = toQString(value.text); }},
    {"servername", [](auto& r, auto& value) { r.options.tls.serverName = toQString(value.text); }},
    {"minVersion",
     [](auto& r, auto& value) { takeTls(r, value, r.options.tls.lowest, "minVersion"); }},
    {"maxVersion",
     [](auto& r, auto& value) { takeTls(r, value, r.options.tls.highest, "maxVersion"); }},
    {"ALPNProtocols",
     [](auto& r, auto& value) {
         r.options.tls.alpn.clear();
         for (const CodeValue& item : value.items) {
             r.options.tls.alpn.append(toQString(item.text));
         }
     }},
    {"perMessageDeflate", takeCompression},
    {"followRedirects",
     [](auto& r, auto& value) { r.options.followRedirects = value.kind == Kind::True; }},
    {"handshakeTimeout",
     [](auto& r, auto& value) { r.options.upgradeTimeout = millisecondsOf(value); }},
    {"maxPayload",
     [](auto& r, auto& value) { r.options.largestMessage = toQString(value.text).toULongLong(); }},
    {"agent", takeAgentProxy},
    {"protocolVersion",
     [](auto& r, auto& value) { takeHeader(r, "Sec-WebSocket-Version", value.text); }},
    {"protocol", [](auto& r, auto& value) { takeCodeSubprotocols(r, value); }},
    {"protocols", [](auto& r, auto& value) { takeCodeSubprotocols(r, value); }},
});

void takeOptions(PastedRequest& request, const CodeValue& options, std::string_view text)
{
    for (const auto& [name, value] : options.members) {
        const auto option = std::ranges::find_if(
            WsOptions, [&name = name](const WsOption& known) { return name == known.name; });
        if (option == WsOptions.end()) {
            leaveOut(request, name, "it is not known as an option of ws");
        } else {
            option->take(request, resolved(value, text, CodeLanguage::JavaScript));
        }
    }
    if (options.kind != Kind::Map) {
        leaveOut(request, "The third argument", "it is no object that is written here");
    }
}

Result<std::optional<PastedRequest>> webSocketCall(std::string_view text, std::size_t at)
{
    const auto call = argumentsAt(text, at, CodeLanguage::JavaScript);
    if (!call) {
        return tl::unexpected(call.error());
    }
    PastedRequest request;
    if (call->items.empty()) {
        return failure("the call has no URL", {}, "new WebSocket(\"wss://HOST/PATH\")");
    }
    const auto argument = [&](std::size_t i) {
        return resolved(call->items[i], text, CodeLanguage::JavaScript);
    };
    if (const auto taken = takeCodeUrl(request, argument(0)); !taken) {
        return tl::unexpected(taken.error());
    }
    for (std::size_t i = 1; i < call->items.size(); ++i) {
        const CodeValue value = argument(i);
        if (value.kind == Kind::Map || i > 1) {
            takeOptions(request, value, text);
        } else {
            takeCodeSubprotocols(request, value);
        }
    }
    finishProxy(request, AgentProxyPort);
    return std::optional(std::move(request));
}

void takeFetchOption(PastedRequest& request, const std::string& name, const CodeValue& value)
{
    if (name == "headers") {
        takeHeaders(request, value);
    } else if (name == "referrer" && value.kind == Kind::Text) {
        takeHeader(request, "Referer", value.text);
    } else if (name == "body" && value.kind != Kind::Null) {
        leaveOut(request, "body", "a handshake has no body");
    } else if (name == "method" && value.text != "GET") {
        leaveOut(request, "method", "a handshake is a GET request");
    }
}

Result<std::optional<PastedRequest>> fetchCall(std::string_view text, std::size_t at)
{
    const auto call = argumentsAt(text, at, CodeLanguage::JavaScript);
    if (!call) {
        return tl::unexpected(call.error());
    }
    PastedRequest request;
    if (call->items.empty()) {
        return failure("the call has no URL", {}, "fetch(\"https://HOST/PATH\")");
    }
    if (const auto taken = takeCodeUrl(request, call->items[0]); !taken) {
        return tl::unexpected(taken.error());
    }
    if (call->items.size() > 1) {
        for (const auto& [name, value] : call->items[1].members) {
            takeFetchOption(request, name, value);
        }
    }
    return std::optional(std::move(request));
}

} // namespace

Result<std::optional<PastedRequest>> javaScriptLine(std::string_view text)
{
    if (const auto at = callIn(text, R"(\bnew\s+(?:[\w$]+\.)*WebSocket\s*\()")) {
        return webSocketCall(text, *at);
    }
    if (const auto at = callIn(text, R"(^\s*(?:await\s+)?fetch\s*\()")) {
        return fetchCall(text, *at);
    }
    return std::optional<PastedRequest>();
}

} // namespace framescope::connection
