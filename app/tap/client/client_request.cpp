// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/client_request.h"

#include "connection/request_head.h"

#include <algorithm>

#include <openssl/crypto.h>

namespace framescope::tap {

bool tellsSecret(const wire::HttpHead& request, std::string_view secret)
{
    const std::string* told = request.find(SecretHeader);
    return told && told->size() == secret.size() &&
           CRYPTO_memcmp(told->data(), secret.data(), secret.size()) == 0;
}

std::string serverRequest(const wire::HttpHead& request, const connection::Target& target)
{
    const std::string* key = request.find("Sec-WebSocket-Key");
    return connection::requestHead(target, key ? *key : std::string());
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
