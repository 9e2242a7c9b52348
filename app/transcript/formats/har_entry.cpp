// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/har_entry.h"

#include "base/text/utf8_validator.h"
#include "transcript/formats/json_strings.h"
#include "wire/frames/close_codes.h"
#include "wire/http/handshake.h"
#include "wire/http/printable.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

namespace framescope::transcript {

namespace {

using Json = nlohmann::ordered_json;
using timeline::ConnectionInfo;
using Time = std::optional<Timestamp>;

constexpr int NotKnown = -1;

/// RFC 3339 with milliseconds, the precision of HAR and of JavaScript's Date.
std::string harTime(Timestamp time)
{
    constexpr std::size_t UpToMilliseconds = 23;
    return toRfc3339(time).substr(0, UpToMilliseconds) + 'Z';
}

double milliseconds(Duration duration)
{
    return std::chrono::duration<double, std::milli>(std::max(duration, Duration(0))).count();
}

/// Time from one phase to the next; -1 if one of them was not reached.
double phase(const Time& from, const Time& to)
{
    return from && to ? milliseconds(*to - *from) : NotKnown;
}

Time either(const Time& one, const Time& other)
{
    return one ? one : other;
}

Json timingsOf(const ConnectionInfo& connection, Timestamp first, Timestamp last)
{
    const Time resolved = either(connection.resolvedAt, connection.connectingAt);
    const Time ready = either(connection.securedAt, connection.connectedAt);
    const Time end = either(connection.closedAt, last);
    const Time answered = either(connection.responseAt, end);
    // A failure before the request took the time since the last phase.
    const Time reached = either(ready, resolved);
    return {{"blocked", connection.requestAt ? NotKnown : phase(either(reached, first), end)},
            {"dns", phase(connection.connectingAt, connection.resolvedAt)},
            {"connect", phase(resolved, ready)},
            {"ssl", phase(connection.connectedAt, connection.securedAt)},
            {"send", std::max(phase(ready, connection.requestAt), 0.0)},
            {"wait", std::max(phase(connection.requestAt, answered), 0.0)},
            {"receive", std::max(phase(connection.responseAt, end), 0.0)}};
}

/// Sum of the phases; `ssl` is a part of `connect`.
double total(const Json& timings)
{
    double sum = 0;
    for (const char* name : {"blocked", "dns", "connect", "send", "wait", "receive"}) {
        sum += std::max(timings[name].get<double>(), 0.0);
    }
    return sum;
}

void addPair(Json& array, std::string_view name, std::string_view value)
{
    array.push_back({{"name", name}, {"value", value}});
}

/// Parameters as written in the URL, as Chrome lists them.
Json queryOf(std::string_view url)
{
    Json list = Json::array();
    url = url.substr(0, url.find('#'));
    const std::size_t query = url.find('?');
    for (std::size_t at = query; at < url.size();) {
        const std::size_t end = std::min(url.find('&', at + 1), url.size());
        const std::string_view part = url.substr(at + 1, end - at - 1);
        const std::size_t equals = std::min(part.find('='), part.size());
        if (!part.empty()) {
            addPair(list, part.substr(0, equals), part.substr(std::min(equals + 1, part.size())));
        }
        at = end;
    }
    return list;
}

Json headersOf(const wire::HttpHead& head)
{
    Json list = Json::array();
    for (const wire::HeaderField& field : head.fields) {
        addPair(list, wire::printable(field.name), wire::printable(field.value));
    }
    return list;
}

/// In Set-Cookie, the first pair of each field is the cookie.
Json cookiesOf(const wire::HttpHead& head)
{
    Json list = Json::array();
    const std::string_view header = head.isRequest ? "Cookie" : "Set-Cookie";
    for (const wire::HeaderField& field : head.fields) {
        if (!wire::equalsIgnoreCase(field.name, header)) {
            continue;
        }
        for (std::string_view rest = field.value; !rest.empty();) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            std::string_view part = rest.substr(0, end);
            part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
            const std::size_t equals = std::min(part.find('='), part.size());
            if (!part.empty()) {
                addPair(list, wire::printable(part.substr(0, equals)),
                        wire::printable(part.substr(std::min(equals + 1, part.size()))));
            }
            rest.remove_prefix(head.isRequest ? std::min(end + 1, rest.size()) : rest.size());
        }
    }
    return list;
}

Json requestOf(const ConnectionInfo& connection, std::size_t size)
{
    const wire::HttpHead none;
    const wire::HttpHead& head = connection.request ? *connection.request : none;
    return {{"method", connection.request ? head.method : "GET"},
            {"url", connection.url},
            {"httpVersion", connection.request ? head.version : "HTTP/1.1"},
            {"cookies", cookiesOf(head)},
            {"headers", headersOf(head)},
            {"queryString", queryOf(connection.url)},
            {"headersSize", connection.request ? static_cast<int>(size) : NotKnown},
            {"bodySize", 0}};
}

Json contentOf(const ConnectionInfo& connection)
{
    const std::string* type =
        connection.response ? connection.response->find("Content-Type") : nullptr;
    const std::string& body = connection.responseBody;
    Json content{{"size", body.size()}, {"mimeType", type ? wire::printable(*type) : "x-unknown"}};
    if (body.empty()) {
        return content;
    }
    if (isUtf8(asBytes(body))) {
        content["text"] = body;
    } else {
        std::string base64;
        appendBase64(base64, asBytes(body));
        content["text"] = base64;
        content["encoding"] = "base64";
    }
    if (connection.responseBodyTruncated) {
        content["comment"] = "its first part";
    }
    return content;
}

/// Without a response the status is 0, as browsers write it.
Json responseOf(const ConnectionInfo& connection, const HarExtras& extras)
{
    wire::HttpHead head;
    if (connection.response) {
        head = *connection.response;
    }
    const std::string* location = head.find("Location");
    Json response{
        {"status", head.status},
        {"statusText", wire::printable(head.reason)},
        {"httpVersion", connection.response ? head.version : "HTTP/1.1"},
        {"cookies", cookiesOf(head)},
        {"headers", headersOf(head)},
        {"content", contentOf(connection)},
        {"redirectURL", location ? wire::printable(*location) : ""},
        {"headersSize", connection.response ? static_cast<int>(extras.responseSize) : NotKnown},
        {"bodySize", connection.responseBodyTruncated
                         ? std::int64_t{NotKnown}
                         : static_cast<std::int64_t>(connection.responseBodyReceived)}};
    if (!extras.error.empty()) {
        response["_error"] = extras.error;
    }
    return response;
}

Json closeOf(const ConnectionInfo& connection, Timestamp last)
{
    const timeline::ConnectionEnding& closing = *connection.closing;
    if (!closing.code) {
        return nullptr;
    }
    if (*closing.code == wire::CloseAbnormal) {
        return "aborted";
    }
    const Timestamp time = connection.closedAt.value_or(last);
    return {{"code", *closing.code},
            {"reason", closing.reason},
            {"timestamp", std::chrono::duration<double>(time.time_since_epoch()).count()}};
}

bool isWebSocket(const ConnectionInfo& connection)
{
    return !connection.request || wire::isUpgradeRequest(*connection.request);
}

} // namespace

void appendHarEntry(std::string& to, const ConnectionInfo& connection, const HarExtras& extras)
{
    const Json timings = timingsOf(connection, extras.first, extras.last);
    Json entry{{"startedDateTime", harTime(connection.connectingAt.value_or(extras.first))},
               {"time", total(timings)},
               {"request", requestOf(connection, extras.requestSize)},
               {"response", responseOf(connection, extras)},
               {"cache", Json::object()},
               {"timings", timings}};
    if (connection.endpoints) {
        entry["serverIPAddress"] = connection.endpoints->server.address.toString();
        entry["connection"] = std::to_string(connection.endpoints->server.port);
    }
    entry["_resourceType"] = isWebSocket(connection) ? "websocket" : "other";
    if (connection.closing && connection.openAt) {
        entry["_webSocketClose"] = closeOf(connection, extras.last);
    }
    const std::string text = entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    to += std::string_view(text).substr(1, text.size() - 2);
}

} // namespace framescope::transcript
