// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/client_request.h"

#include "wire/deflate.h"

#include <algorithm>

#include <openssl/crypto.h>

namespace framescope::tap {

namespace {

std::string hostField(const connection::Target& target)
{
    const std::string authority = connection::authorityOf(target.host.toStdString(), target.port);
    const bool isUsual = target.port == (target.secure ? 443 : 80);
    return isUsual ? authority.substr(0, authority.rfind(':')) : authority;
}

wire::HeaderFields ownFields(const wire::HttpHead& request, const connection::Target& target)
{
    const std::string* key = request.find("Sec-WebSocket-Key");
    wire::HeaderFields fields{
        {"Host", hostField(target)},
        {"Connection", "Upgrade"},
        {"User-Agent", "Framescope/" FRAMESCOPE_VERSION},
        {"Upgrade", "websocket"},
    };
    if (!target.origin.isEmpty()) {
        fields.push_back({"Origin", target.origin.toStdString()});
    }
    fields.push_back({"Sec-WebSocket-Version", "13"});
    if (!target.authorization.empty()) {
        fields.push_back({"Authorization", target.authorization});
    }
    fields.push_back({"Sec-WebSocket-Key", key ? *key : std::string()});
    if (target.compression.offered) {
        fields.push_back({"Sec-WebSocket-Extensions", std::string(wire::deflateOffer())});
    }
    if (!target.subprotocols.isEmpty()) {
        fields.push_back({"Sec-WebSocket-Protocol",
                          target.subprotocols.join(QStringLiteral(", ")).toStdString()});
    }
    return fields;
}

auto named(std::string_view name)
{
    return
        [name](const wire::HeaderField& field) { return wire::equalsIgnoreCase(field.name, name); };
}

} // namespace

bool tellsSecret(const wire::HttpHead& request, std::string_view secret)
{
    const std::string* told = request.find(SecretHeader);
    return told && told->size() == secret.size() &&
           CRYPTO_memcmp(told->data(), secret.data(), secret.size()) == 0;
}

std::string serverRequest(const wire::HttpHead& request, const connection::Target& target)
{
    wire::HeaderFields fields;
    for (const wire::HeaderField& own : ownFields(request, target)) {
        if (std::ranges::none_of(target.headers, named(own.name))) {
            fields.push_back(own);
            continue;
        }
        std::ranges::copy_if(target.headers, std::back_inserter(fields), named(own.name));
    }
    for (const wire::HeaderField& field : target.headers) {
        if (std::ranges::none_of(fields, named(field.name))) {
            std::ranges::copy_if(target.headers, std::back_inserter(fields), named(field.name));
        }
    }
    return wire::formatHead("GET " + target.resource + " HTTP/1.1", fields);
}

std::string clientResponse(const wire::HttpHead& request, const wire::HandshakeOutcome& outcome)
{
    const std::string* key = request.find("Sec-WebSocket-Key");
    wire::HeaderFields fields{
        {"Upgrade", "websocket"},
        {"Connection", "Upgrade"},
        {"Sec-WebSocket-Accept", wire::acceptKey(key ? *key : std::string())},
    };
    const std::vector<std::string> asked =
        wire::splitList(request.joined("Sec-WebSocket-Protocol"));
    if (std::ranges::find(asked, outcome.subprotocol) != asked.end()) {
        fields.push_back({"Sec-WebSocket-Protocol", outcome.subprotocol});
    }
    return wire::formatHead("HTTP/1.1 101 Switching Protocols", fields);
}

} // namespace framescope::tap
