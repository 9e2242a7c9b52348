// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/code_lines.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <array>

namespace framescope::connection {

namespace {

using Kind = CodeValue::Kind;
constexpr int LibraryProxyPort = 80;

void takePairs(PastedRequest& request, const CodeValue& value)
{
    const auto take = [&request](const std::string& name, const CodeValue& one) {
        if (one.kind == Kind::Text) {
            takeHeader(request, name, one.text);
        } else {
            leaveOut(request, "The header " + name, "it is put together by code");
        }
    };
    if (value.kind == Kind::Call && value.items.size() == 1) {
        takePairs(request, value.items.front()); // Headers([…])
        return;
    }
    for (const auto& [name, one] : value.members) {
        take(name, one);
    }
    for (const CodeValue& pair : value.items) {
        if (pair.items.size() == 2 && pair.items[0].kind == Kind::Text) {
            take(pair.items[0].text, pair.items[1]);
        }
    }
    if (value.kind != Kind::Map && value.kind != Kind::List && value.kind != Kind::Null) {
        leaveOut(request, "A list of headers", "it is put together by code");
    }
}

/// Takes a time; None is 0, which some options read as none.
void takeTime(PastedRequest& request, const CodeValue& value, std::chrono::milliseconds& into,
              const char* name)
{
    if (const auto time = secondsFrom(value.text); time && value.kind == Kind::Number) {
        into = *time;
    } else if (value.kind != Kind::Null) {
        leaveOut(request, name, "it is no time in seconds");
    }
}

struct ConnectArgument
{
    const char* name;
    void (*take)(PastedRequest& request, const CodeValue& value);
};

constexpr auto ConnectArguments = std::to_array<ConnectArgument>({
    {"additional_headers", takePairs},
    {"extra_headers", takePairs},
    {"subprotocols", takeCodeSubprotocols},
    {"origin",
     [](auto& r, auto& value) {
         const bool wraps = value.kind == Kind::Call && value.items.size() == 1;
         takeHeader(r, "Origin", wraps ? value.items.front().text : value.text);
     }},
    {"user_agent_header",
     [](auto& r, auto& value) {
         if (value.kind == Kind::Text) {
             takeHeader(r, "User-Agent", value.text);
         }
     }},
    {"compression",
     [](auto& r, auto& value) { r.options.compression.offered = value.kind != Kind::Null; }},
    {"open_timeout",
     [](auto& r, auto& value) { takeTime(r, value, r.options.connectTimeout, "open_timeout"); }},
    {"close_timeout",
     [](auto& r, auto& value) { takeTime(r, value, r.options.closeTimeout, "close_timeout"); }},
    {"ping_interval",
     [](auto& r, auto& value) { takeTime(r, value, r.options.keepAlive, "ping_interval"); }},
    {"max_size",
     [](auto& r, auto& value) { r.options.largestMessage = toQString(value.text).toULongLong(); }},
    {"server_hostname",
     [](auto& r, auto& value) { r.options.tls.serverName = toQString(value.text); }},
    {"proxy",
     [](auto& r, auto& value) {
         r.options.proxy.use =
             value.kind == Kind::True ? ProxyOptions::Use::System : ProxyOptions::Use::None;
         r.proxy = value.kind == Kind::Text ? value.text : std::string();
     }},
    {"ssl", [](auto&, auto&) {}}, // see takeContext
    {"ping_timeout",
     [](auto& r, auto&) { leaveOut(r, "ping_timeout", "there is no such option"); }},
});

void takeTlsVersion(PastedRequest& request, std::string_view text, const char* name,
                    TlsVersion& into)
{
    const std::string member = std::string(".") + name;
    const std::size_t at = text.find(member);
    if (at == std::string_view::npos) {
        return;
    }
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    if (line.ends_with("TLSv1_2") || line.ends_with("TLSv1_3")) {
        into = line.ends_with("TLSv1_2") ? TlsVersion::Tls1_2 : TlsVersion::Tls1_3;
    } else {
        leaveOut(request, name, "TLS 1.2 and 1.3 can be used");
    }
}

QString argumentText(const CodeValue& call, std::size_t position, std::string_view name)
{
    const CodeValue* value = call.find(name);
    if (value == nullptr && position < call.items.size()) {
        value = &call.items[position];
    }
    return value != nullptr && value->kind == Kind::Text ? toQString(value->text) : QString();
}

/// Takes what is done to an ssl.SSLContext.
void takeContext(PastedRequest& request, std::string_view text)
{
    TlsOptions& tls = request.options.tls;
    const auto call = [&](const char* pattern) {
        const auto at = callIn(text, pattern);
        const auto read = at ? argumentsAt(text, *at, CodeLanguage::Python) : CodeValue{};
        return read ? *read : CodeValue{};
    };
    constexpr std::size_t NoPosition = 9;
    tls.caFile = argumentText(call(R"(\bcreate_default_context\s*\()"), NoPosition, "cafile");
    if (tls.caFile.isEmpty()) {
        tls.caFile = argumentText(call(R"(\bload_verify_locations\s*\()"), 0, "cafile");
    }
    const CodeValue chain = call(R"(\bload_cert_chain\s*\()");
    tls.certFile = argumentText(chain, 0, "certfile");
    tls.keyFile = argumentText(chain, 1, "keyfile");
    tls.passPhrase = argumentText(chain, 2, "password");
    if (const CodeValue alpn = call(R"(\bset_alpn_protocols\s*\()"); !alpn.items.empty()) {
        tls.alpn.clear();
        for (const CodeValue& protocol : alpn.items.front().items) {
            tls.alpn.append(toQString(protocol.text));
        }
    }
    tls.insecure = text.find("CERT_NONE") != std::string_view::npos ||
                   text.find("_create_unverified_context") != std::string_view::npos;
    takeTlsVersion(request, text, "minimum_version", tls.lowest);
    takeTlsVersion(request, text, "maximum_version", tls.highest);
}

Result<std::optional<PastedRequest>> connectCall(std::string_view text, const CodeValue& call)
{
    PastedRequest request;
    const auto value = [&text](const CodeValue& written) {
        return resolved(written, text, CodeLanguage::Python);
    };
    const CodeValue* uri = call.find("uri");
    if (uri == nullptr && !call.items.empty()) {
        uri = &call.items.front();
    }
    if (uri == nullptr) {
        return failure("the call has no URL", {}, "websockets.connect(\"wss://HOST/PATH\")");
    }
    if (const auto taken = takeCodeUrl(request, value(*uri)); !taken) {
        return tl::unexpected(taken.error());
    }
    for (const auto& [name, written] : call.members) {
        const auto argument =
            std::ranges::find_if(ConnectArguments, [&name = name](const ConnectArgument& known) {
                return name == known.name;
            });
        if (argument != ConnectArguments.end()) {
            argument->take(request, value(written));
        } else if (name != "uri") {
            leaveOut(request, name, "it is not known as an argument of websockets.connect");
        }
    }
    // **{name: headers}, with a name that depends on the version
    const CodeValue named = value({Kind::Name, "headers", {}, {}});
    if (named.kind != Kind::Name && call.find("additional_headers") == nullptr &&
        call.find("extra_headers") == nullptr) {
        takePairs(request, named);
    }
    takeContext(request, text);
    finishProxy(request, LibraryProxyPort);
    return std::optional(std::move(request));
}

} // namespace

Result<std::optional<PastedRequest>> pythonLine(std::string_view text)
{
    const auto at = callIn(text, R"((?<![\w.])(?:\w+\.)*connect\s*\()");
    if (!at) {
        return std::optional<PastedRequest>();
    }
    const auto call = argumentsAt(text, *at, CodeLanguage::Python);
    const bool named = text.find("websockets") != std::string_view::npos;
    const bool webSocket =
        call && !call->items.empty() &&
        (call->items[0].text.starts_with("ws://") || call->items[0].text.starts_with("wss://"));
    if (!named && !webSocket) {
        return std::optional<PastedRequest>();
    }
    if (!call) {
        return tl::unexpected(call.error());
    }
    return connectCall(text, *call);
}

} // namespace framescope::connection
