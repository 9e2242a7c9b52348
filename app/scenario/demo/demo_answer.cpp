// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_answer.h"

#include "scenario/demo/demo_paths.h"
#include "wire/http/handshake.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <QByteArray>

namespace framescope::scenario {

namespace {

using wire::HeaderFields;
using wire::HttpHead;

struct StatusText
{
    int status;
    std::string_view text;
};

constexpr StatusText StatusTexts[] = {
    {200, "OK"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {418, "I'm a Teapot"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

std::string_view statusText(int status)
{
    const auto* found = std::ranges::find(StatusTexts, status, &StatusText::status);
    return found == std::end(StatusTexts) ? "Demo" : found->text;
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

constexpr std::string_view PlainText = "text/plain; charset=utf-8";

std::string respond(int status, std::string_view type, const std::string& body,
                    HeaderFields fields = {})
{
    const std::string start =
        "HTTP/1.1 " + std::to_string(status) + " " + std::string(statusText(status));
    fields.push_back({"Server", "Framescope demo"});
    fields.push_back({"Connection", "close"});
    if (hasNoBody(status)) {
        return wire::formatHead(start, fields);
    }
    fields.push_back({"Content-Type", std::string(type)});
    fields.push_back({"Content-Length", std::to_string(body.size())});
    return wire::formatHead(start, fields) + body;
}

DemoAnswer refuse(int status, const std::string& sentence, HeaderFields fields = {})
{
    return {.response = respond(status, PlainText, sentence + "\n", std::move(fields))};
}

/// The answer of /deny: headers that belong to the status, and a JSON body.
DemoAnswer deny(const DemoArguments& arguments)
{
    const auto status = static_cast<int>(arguments.number("status"));
    if (status < 200) {
        return refuse(400, "The parameter status is a number from 200 to 599.");
    }
    HeaderFields fields{{"X-Request-Id", "demo-0001"}};
    if (status == 401) {
        fields.push_back({"WWW-Authenticate", "Basic realm=\"demo\""});
        fields.push_back({"WWW-Authenticate", "Bearer realm=\"demo\", error=\"invalid_token\""});
    } else if (status >= 300 && status < 400) {
        fields.push_back({"Location", "/echo"});
    } else if (status == 429 || status == 503) {
        fields.push_back({"Retry-After", "5"});
    }
    const std::string body = "{\"status\":" + std::to_string(status) + ",\"error\":\"" +
                             std::string(statusText(status)) +
                             "\",\"message\":\"The demo server was asked to refuse.\"}\n";
    return {.response = respond(status, "application/json", body, std::move(fields))};
}

/// Whether the key is the base64 of 16 bytes (RFC 6455 4.1).
bool isKey(const std::string& key)
{
    const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromStdString(key),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    return bytes && bytes.decoded.size() == 16;
}

/// Whether the text can be the host of an address.
bool isHost(std::string_view host)
{
    return !host.empty() && std::ranges::all_of(host, [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view(".-:[]_").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

std::string shownAddress(const HttpHead& request, std::string_view address)
{
    const std::string* host = request.find("Host");
    const std::size_t hostStart = address.find("//") + 2;
    return host && isHost(*host) ? std::string(address.substr(0, hostStart)) + *host
                                 : std::string(address);
}

void chooseSubprotocol(const HttpHead& request, HeaderFields& fields)
{
    const auto known = demoSubprotocols();
    for (const std::string& offered : wire::splitList(request.joined("Sec-WebSocket-Protocol"))) {
        if (std::ranges::find(known, offered) != known.end()) {
            fields.push_back({"Sec-WebSocket-Protocol", offered});
            return;
        }
    }
}

std::optional<wire::DeflateParameters> chooseDeflate(const HttpHead& request)
{
    for (const auto& offer : wire::parseExtensions(request.joined("Sec-WebSocket-Extensions"))) {
        if (const auto answer = wire::answerDeflateOffer(offer)) {
            return answer;
        }
    }
    return std::nullopt;
}

DemoAnswer upgrade(const HttpHead& request, const DemoPath& path, const DemoArguments& arguments)
{
    DemoAnswer answer;
    HeaderFields fields{
        {"Upgrade", "websocket"},
        {"Connection", "Upgrade"},
        {"Sec-WebSocket-Accept", wire::acceptKey(*request.find("Sec-WebSocket-Key"))},
        {"Server", "Framescope demo"}};
    chooseSubprotocol(request, fields);
    if (arguments.number("deflate") != 0) {
        answer.deflate = chooseDeflate(request);
    }
    if (answer.deflate) {
        fields.push_back({"Sec-WebSocket-Extensions", wire::formatDeflate(*answer.deflate)});
    }
    answer.response = wire::formatHead("HTTP/1.1 101 Switching Protocols", fields);
    answer.behaviour = path.behaviour(arguments);
    if (path.path == "/slow") {
        answer.delay = arguments.milliseconds("ms");
    }
    return answer;
}

/// The refusal of a request that is not a valid upgrade; nullopt if it is valid.
std::optional<DemoAnswer> objection(const HttpHead& request)
{
    const HeaderFields versions{{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    if (!request.hasToken("Upgrade", "websocket") || !request.hasToken("Connection", "upgrade")) {
        return refuse(426, "This path is for WebSocket clients.", versions);
    }
    const std::string* version = request.find("Sec-WebSocket-Version");
    if (!version || *version != "13") {
        return refuse(426, "This server speaks version 13 of the WebSocket protocol.", versions);
    }
    const std::string* key = request.find("Sec-WebSocket-Key");
    if (!key || !isKey(*key)) {
        return refuse(400, "Sec-WebSocket-Key is not the base64 of 16 bytes.");
    }
    return std::nullopt;
}

} // namespace

DemoAnswer answerDemoRequest(const HttpHead& request, std::string_view address)
{
    const std::string_view target = request.target;
    const std::string_view name = target.substr(0, target.find('?'));
    const std::string_view query =
        name.size() < target.size() ? target.substr(name.size() + 1) : std::string_view();
    if (request.method != "GET") {
        return refuse(405, "Only GET is understood here.", {{"Allow", "GET"}});
    }
    if (name == "/" && !request.hasToken("Upgrade", "websocket")) {
        return {.response = respond(200, "text/html; charset=utf-8",
                                    demoPage(shownAddress(request, address)))};
    }
    const DemoPath* path = demoPath(name);
    if (!path) {
        return refuse(404, "There is no such path here. These are:\n\n" + demoHelp());
    }
    const auto arguments = DemoArguments::parse(query, path->parameters);
    if (!arguments) {
        return refuse(400, "In " + std::string(name) + ", " + arguments.error().message() + ".");
    }
    if (!path->behaviour) {
        return deny(*arguments);
    }
    if (auto refusal = objection(request)) {
        return *std::move(refusal);
    }
    return upgrade(request, *path, *arguments);
}

std::string refuseNonRequest(bool tooLarge)
{
    return tooLarge ? respond(431, PlainText, "The head of the request is larger than 64 KiB.\n")
                    : respond(400, PlainText, "This is not an HTTP request.\n");
}

} // namespace framescope::scenario
