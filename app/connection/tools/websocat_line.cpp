// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/command_lines.h"

#include "base/text/qt_string.h"
#include "connection/tools/program_options.h"

#include <algorithm>
#include <array>

namespace framescope::connection {

namespace {

using CatRequest = PastedRequest;
using CatText = std::string;
constexpr auto CatFlag = ProgramOption::Value::None;
constexpr auto CatNeeded = ProgramOption::Value::Needed;
constexpr int UsualSocksPort = 1080;
constexpr const char* OwnMessages = "messages are written in the composer";
constexpr const char* Behaviour = "set it among the behaviours";

void takeKeepAlive(CatRequest& request, const CatText& value)
{
    if (const auto time = secondsFrom(value)) {
        request.options.keepAlive = *time;
    } else {
        leaveOut(request, "--ping-interval", "it is no time in seconds");
    }
}

void takeLargestMessage(CatRequest& request, const CatText& value)
{
    bool ok = false;
    const qulonglong bytes = toQString(value).toULongLong(&ok);
    if (ok) {
        request.options.largestMessage = bytes;
    } else {
        leaveOut(request, "--max-ws-message-length", "it is no number of bytes");
    }
}

constexpr auto WebsocatTable = std::to_array<ProgramOption>({
    {'H', "header", CatNeeded,
     [](CatRequest& r, const CatText& value) { takeHeaderLine(r, value); }},
    {'\0', "protocol", CatNeeded,
     [](CatRequest& r, const CatText& value) { takeHeader(r, "Sec-WebSocket-Protocol", value); }},
    {'\0', "origin", CatNeeded,
     [](CatRequest& r, const CatText& value) { takeHeader(r, "Origin", value); }},
    {'\0', "ua", CatNeeded,
     [](CatRequest& r, const CatText& value) { takeHeader(r, "User-Agent", value); }},
    {'\0', "websocket-version", CatNeeded,
     [](CatRequest& r, const CatText& value) { takeHeader(r, "Sec-WebSocket-Version", value); }},
    {'\0', "basic-auth", CatNeeded,
     [](CatRequest& r, const CatText& value) { takeUser(r, value); }},
    {'k', "insecure", CatFlag,
     [](CatRequest& r, const CatText&) { r.options.tls.insecure = true; }},
    {'\0', "tls-domain", CatNeeded,
     [](CatRequest& r, const CatText& value) { r.options.tls.serverName = toQString(value); }},
    {'\0', "client-pkcs12-der", CatNeeded,
     [](CatRequest& r, const CatText& value) { r.options.tls.certFile = toQString(value); }},
    {'\0', "client-pkcs12-passwd", CatNeeded,
     [](CatRequest& r, const CatText& value) { r.options.tls.passPhrase = toQString(value); }},
    {'\0', "socks5", CatNeeded,
     [](CatRequest& r, const CatText& value) { r.proxy = "socks5://" + value; }},
    {'\0', "socks5-user-pass", CatNeeded,
     [](CatRequest& r, const CatText& value) { r.proxyUser = value; }},
    {'\0', "ping-interval", CatNeeded, takeKeepAlive},
    {'\0', "max-ws-message-length", CatNeeded, takeLargestMessage},

    // How websocat reads and prints lines.
    {'b', "binary", CatFlag, nullptr},
    {'t', "text", CatFlag, nullptr},
    {'n', "no-close", CatFlag, nullptr},
    {'1', "one-message", CatFlag, nullptr},
    {'E', "exit-on-eof", CatFlag, nullptr},
    {'0', "null-terminated", CatFlag, nullptr},
    {'q', "", CatFlag, nullptr},
    {'v', "", CatFlag, nullptr},
    {'S', "strict", CatFlag, nullptr},
    {'e', "set-environment", CatFlag, nullptr},
    {'u', "unidirectional", CatFlag, nullptr},
    {'U', "unidirectional-reverse", CatFlag, nullptr},
    {'B', "buffer-size", CatNeeded, nullptr},
    {'\0', "no-line", CatFlag, nullptr},
    {'\0', "linemode-strip-newlines", CatFlag, nullptr},
    {'\0', "no-fixups", CatFlag, nullptr},
    {'\0', "async-stdio", CatFlag, nullptr},
    {'\0', "no-async-stdio", CatFlag, nullptr},
    {'\0', "oneshot", CatFlag, nullptr},
    {'\0', "no-exit-on-zeromsg", CatFlag, nullptr},
    {'\0', "websocket-ignore-zeromsg", CatFlag, nullptr},
    {'\0', "print-ping-rtts", CatFlag, nullptr},
    {'\0', "queue-len", CatNeeded, nullptr},
    {'\0', "max-ws-frame-length", CatNeeded, nullptr},
    {'\0', "byte-to-exit-on", CatNeeded, nullptr},
    {'\0', "text-prefix", CatNeeded, nullptr},
    {'\0', "binary-prefix", CatNeeded, nullptr},
    {'\0', "base64", CatFlag, nullptr},
    {'\0', "base64-text", CatFlag, nullptr},

    {'\0', "basic-auth-file", CatNeeded, nullptr, "passwords are not read from a file"},
    {'\0', "socks5-destination", CatNeeded, nullptr, "the proxy is asked for the URL's host"},
    {'\0', "ping-timeout", CatNeeded, nullptr, "there is no such option"},
    {'\0', "max-sent-pings", CatNeeded, nullptr, "there is no such option"},
    {'\0', "inhibit-pongs", CatNeeded, nullptr, Behaviour},
    {'\0', "close-status-code", CatNeeded, nullptr, "the close code is said when closing"},
    {'\0', "close-reason", CatNeeded, nullptr, "the reason is said when closing"},
    {'\0', "autoreconnect-delay-millis", CatNeeded, nullptr,
     "set when to connect again in the options"},
    {'\0', "max-messages", CatNeeded, nullptr, OwnMessages},
    {'\0', "max-messages-rev", CatNeeded, nullptr, OwnMessages},
    {'p', "preamble", CatNeeded, nullptr, OwnMessages},
    {'P', "preamble-reverse", CatNeeded, nullptr, OwnMessages},
    {'\0', "jsonrpc", CatFlag, nullptr, OwnMessages},
    {'\0', "jsonrpc-omit-jsonrpc", CatFlag, nullptr, OwnMessages},
    {'\0', "compress-deflate", CatFlag, nullptr, OwnMessages},
    {'\0', "compress-gzip", CatFlag, nullptr, OwnMessages},
    {'\0', "compress-zlib", CatFlag, nullptr, OwnMessages},
    {'\0', "uncompress-deflate", CatFlag, nullptr, OwnMessages},
    {'\0', "uncompress-gzip", CatFlag, nullptr, OwnMessages},
    {'\0', "uncompress-zlib", CatFlag, nullptr, OwnMessages},
    {'\0', "ws-c-uri", CatNeeded, nullptr, "a connection has one URL"},
    {'s', "server-mode", CatFlag, nullptr, "it starts a server"},
    {'V', "version", CatFlag, nullptr, "it makes no connection"},
    {'h', "help", ProgramOption::Value::Optional, nullptr, "it makes no connection"},
});

bool isWebSocketUrl(const std::string& word)
{
    return word.starts_with("ws://") || word.starts_with("wss://");
}

} // namespace

Result<PastedRequest> websocatLine(std::span<const std::string> words)
{
    PastedRequest request;
    const ProgramSyntax syntax{"websocat", WebsocatTable, true, false};
    const auto addresses = takeOptions(request, syntax, words);
    const auto url = std::ranges::find_if(addresses, isWebSocketUrl);
    if (url == addresses.end()) {
        return failure("the websocat line has no ws:// or wss:// URL", {},
                       "websocat ws://HOST/PATH");
    }
    request.url = *url;
    if (std::ranges::any_of(addresses, [&](const std::string& address) {
            return &address != &*url && address != "-" && address != "stdio:";
        })) {
        leaveOut(request, "The other end", "messages come from the composer");
    }
    finishProxy(request, UsualSocksPort);
    return request;
}

} // namespace framescope::connection
