// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/http_answer.h"

#include "wire/http/handshake.h"
#include "wire/http/head_checks.h"
#include "wire/http/http_token.h"

#include <QByteArray>

#include <algorithm>
#include <array>

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
    {101, "Switching Protocols"},
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

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

/// What other readers of the head may understand otherwise, or refuse (RFC 9112 3, 5).
constexpr std::array Unreadable{wire::Rule::RequestLineSpace, wire::Rule::HeaderMalformed,
                                wire::Rule::HeaderNameSpace,  wire::Rule::HeaderControl,
                                wire::Rule::HeadBareCr,       wire::Rule::HeaderRepeated};

/// What is wrong with the fields of the handshake; empty if nothing is.
std::string_view mistakeIn(const HttpHead& request)
{
    const std::string* host = request.find("Host");
    if (host && host->find_first_of(" \t") != std::string::npos) {
        return "Host is no host.";
    }
    const std::string extensions = request.joined("Sec-WebSocket-Extensions");
    if (wire::parseExtensions(extensions).size() != wire::splitList(extensions).size()) {
        return "Sec-WebSocket-Extensions is malformed.";
    }
    const auto subprotocols = wire::splitList(request.joined("Sec-WebSocket-Protocol"));
    return std::ranges::all_of(subprotocols, wire::isToken)
               ? std::string_view()
               : "Sec-WebSocket-Protocol is malformed.";
}

constexpr std::string_view PlainText = "text/plain; charset=utf-8";

/// Whether the key is the base64 of 16 bytes (RFC 6455 4.1).
bool isKey(const std::string& key)
{
    const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromStdString(key),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    return bytes && bytes.decoded.size() == 16;
}

} // namespace

std::string_view statusText(int status)
{
    const auto* found = std::ranges::find(StatusTexts, status, &StatusText::status);
    return found == std::end(StatusTexts) ? std::string_view() : found->text;
}

std::string statusLine(int status)
{
    return "HTTP/1.1 " + std::to_string(status) + " " + std::string(statusText(status));
}

std::string httpAnswer(int status, std::string_view type, const std::string& body,
                       HeaderFields fields)
{
    const std::string start = statusLine(status);
    fields.push_back({"Server", "Framescope"});
    fields.push_back({"Connection", "close"});
    if (hasNoBody(status)) {
        return wire::formatHead(start, fields);
    }
    fields.push_back({"Content-Type", std::string(type)});
    fields.push_back({"Content-Length", std::to_string(body.size())});
    return wire::formatHead(start, fields) + body;
}

std::string refusal(int status, const std::string& sentence, HeaderFields fields)
{
    return httpAnswer(status, PlainText, sentence + "\n", std::move(fields));
}

std::string refusalOfNonRequest(bool tooLarge)
{
    return tooLarge ? refusal(431, "The head of the request is larger than 64 KiB.")
                    : refusal(400, "This is not an HTTP request.");
}

std::optional<std::string> objection(const HttpHead& request)
{
    const HeaderFields versions{{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    for (const wire::Violation& violation : wire::checkHead(request)) {
        if (std::ranges::find(Unreadable, violation.rule) != Unreadable.end()) {
            return refusal(400, wire::violationText(violation) + '.');
        }
    }
    if (request.method != "GET") { // RFC 6455 4.1, as the version
        return refusal(405, "Only GET opens a WebSocket.", {{"Allow", "GET"}});
    }
    if (request.version != "HTTP/1.1") {
        return refusal(400, "A WebSocket is opened by HTTP/1.1.");
    }
    const auto isHost = [](const wire::HeaderField& field) {
        return wire::equalsIgnoreCase(field.name, "Host");
    };
    if (const auto hosts = std::ranges::count_if(request.fields, isHost); hosts != 1) {
        return refusal(400, hosts == 0 // RFC 9112 3.2
                                ? "The request has no Host."
                                : "The request has more than one Host.");
    }
    const std::string length = request.joined("Content-Length");
    if ((!length.empty() && length != "0") || request.find("Transfer-Encoding")) {
        return refusal(400, "A request that opens a WebSocket has no body.");
    }
    if (!request.hasToken("Upgrade", "websocket") || !request.hasToken("Connection", "upgrade")) {
        return refusal(426, "This path is for WebSocket clients.", versions);
    }
    const std::string* version = request.find("Sec-WebSocket-Version");
    if (!version || *version != "13") {
        return refusal(426, "This server speaks version 13 of the WebSocket protocol.", versions);
    }
    const std::string* key = request.find("Sec-WebSocket-Key");
    if (!key || !isKey(*key)) {
        return refusal(400, "Sec-WebSocket-Key is not the base64 of 16 bytes.");
    }
    const std::string_view mistake = mistakeIn(request);
    return mistake.empty() ? std::nullopt : std::optional(refusal(400, std::string(mistake)));
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

HeaderFields upgradeFields(const HttpHead& request, std::string_view subprotocol,
                           const std::optional<wire::DeflateParameters>& deflate)
{
    const std::string* key = request.find("Sec-WebSocket-Key");
    HeaderFields fields{{"Upgrade", "websocket"},
                        {"Connection", "Upgrade"},
                        {"Sec-WebSocket-Accept", wire::acceptKey(key ? *key : std::string())},
                        {"Server", "Framescope"}};
    if (!subprotocol.empty()) {
        fields.push_back({"Sec-WebSocket-Protocol", std::string(subprotocol)});
    }
    if (deflate) {
        fields.push_back({"Sec-WebSocket-Extensions", wire::formatDeflate(*deflate)});
    }
    return fields;
}

} // namespace framescope::scenario
