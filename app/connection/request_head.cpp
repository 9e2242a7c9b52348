// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/request_head.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace framescope::connection {

namespace {

constexpr std::string_view ExampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

constexpr auto OwnLines = std::to_array<std::string_view>(
    {"Host", "Connection", "User-Agent", "Upgrade", "Origin", "Sec-WebSocket-Version",
     "Authorization", "Cookie", "Sec-WebSocket-Key", "Sec-WebSocket-Extensions",
     "Sec-WebSocket-Protocol"});

std::string hostField(const Target& target)
{
    const std::string authority = authorityOf(target.host.toStdString(), target.port);
    const bool isUsual = target.port == (target.secure ? 443 : 80);
    return isUsual ? authority.substr(0, authority.rfind(':')) : authority;
}

/// In the order of browsers, without those that have no value.
wire::HeaderFields ownFields(const Target& target, std::string_view key)
{
    const std::array<std::string, OwnLines.size()> values{
        hostField(target),
        "Upgrade",
        "Framescope/" FRAMESCOPE_VERSION,
        "websocket",
        target.origin.toStdString(),
        "13",
        target.authorizationValue,
        headerValue(target.cookies),
        std::string(key),
        offerOf(target.compression),
        target.subprotocols.join(QStringLiteral(", ")).toStdString()};
    wire::HeaderFields fields;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].empty()) {
            fields.push_back({std::string(OwnLines[i]), values[i]});
        }
    }
    return fields;
}

auto named(std::string_view name)
{
    return
        [name](const wire::HeaderField& field) { return wire::equalsIgnoreCase(field.name, name); };
}

bool isLeftOut(const Target& target, std::string_view name)
{
    return std::ranges::any_of(target.leftOut, [name](const std::string& other) {
        return wire::equalsIgnoreCase(other, name);
    });
}

} // namespace

bool isOwnLine(std::string_view name)
{
    return std::ranges::any_of(
        OwnLines, [name](std::string_view own) { return wire::equalsIgnoreCase(own, name); });
}

std::string requestHead(const Target& target, std::string_view key)
{
    if (!target.rawRequest.empty()) {
        return target.rawRequest;
    }
    wire::HeaderFields fields;
    for (const wire::HeaderField& own : ownFields(target, key)) {
        if (std::ranges::any_of(target.headers, named(own.name))) {
            std::ranges::copy_if(target.headers, std::back_inserter(fields), named(own.name));
        } else if (!isLeftOut(target, own.name)) {
            fields.push_back(own);
        }
    }
    const std::size_t own = fields.size();
    for (const wire::HeaderField& field : target.headers) {
        if (std::none_of(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(own),
                         named(field.name))) {
            fields.push_back(field);
        }
    }
    return wire::formatHead("GET " + target.resource + " HTTP/1.1", fields);
}

Result<std::string> defaultRequest(ConnectionOptions options)
{
    options.rawRequest.clear();
    options.tls = {};
    options.proxy = {};
    options.followRedirects = false;
    return targetFrom(options).map(
        [](const Target& target) { return requestHead(target, ExampleKey); });
}

} // namespace framescope::connection
