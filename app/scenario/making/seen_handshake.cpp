// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/seen_handshake.h"

#include "base/text/visible_text.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::scenario {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

/// Whether every WebSocket client sends the header.
bool isUsualHeader(std::string_view name)
{
    constexpr auto Usual = std::to_array<std::string_view>(
        {"host", "connection", "upgrade", "origin", "user-agent", "accept", "accept-encoding",
         "accept-language", "cache-control", "pragma"});
    const std::string plain = lower(name);
    return plain.starts_with("sec-") || std::ranges::find(Usual, plain) != Usual.end();
}

void addOnce(std::vector<std::string>& to, std::string_view name)
{
    if (!name.empty() && std::ranges::find(to, visibleText(name)) == to.end()) {
        to.push_back(visibleText(name));
    }
}

void takeTarget(contract::Inference::Handshake& to, std::string_view target)
{
    const std::size_t mark = std::min(target.find('?'), target.size());
    to.path = visibleText(redaction::textWithoutSecrets(target.substr(0, mark)));
    std::string_view query = target.substr(std::min(mark + 1, target.size()));
    while (!query.empty()) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(part.size() + 1, query.size()));
        addOnce(to.queryNames, redaction::percentDecoded(part.substr(0, part.find('='))));
    }
}

} // namespace

contract::Inference::Handshake seenHandshake(const timeline::Timeline& timeline,
                                             const std::string& title)
{
    contract::Inference::Handshake seen{.title = title};
    for (std::size_t i = 1; i <= timeline.connectionCount(); ++i) {
        const auto info = timeline.connection(ConnectionId{static_cast<std::uint32_t>(i)});
        if (!info || !info->request) {
            continue;
        }
        const std::string* host = info->request->find("Host");
        seen.host = host ? visibleText(*host) : std::string();
        seen.title = seen.host.empty() ? title : seen.host;
        seen.isSecure = info->url.starts_with("wss:");
        takeTarget(seen, info->request->target);
        for (const auto& field : info->request->fields) {
            if (!isUsualHeader(field.name)) {
                addOnce(seen.headerNames, field.name);
            }
        }
        if (info->response) {
            const std::string chosen = info->response->joined("Sec-WebSocket-Protocol");
            if (!redaction::looksLikeCredential(chosen)) {
                addOnce(seen.subprotocols, chosen);
            }
        }
        break;
    }
    return seen;
}

} // namespace framescope::scenario
