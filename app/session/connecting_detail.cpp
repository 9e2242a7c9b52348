// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connecting_detail.h"

#include "redaction/secrets.h"
#include "tap/upstream/proxy_handshake.h"

#include <nlohmann/json.hpp>

namespace framescope::session {

namespace {

nlohmann::json headersWithoutSecrets(const wire::HeaderFields& headers)
{
    nlohmann::json list = nlohmann::json::array();
    for (const wire::HeaderField& field : headers) {
        nlohmann::json value = nullptr;
        if (!wire::isSecretName(field.name)) {
            value = wire::headerWithoutSecrets(field.name, field.value);
        }
        list.push_back({field.name, std::move(value)});
    }
    return list;
}

nlohmann::json subprotocolsWithoutSecrets(const std::vector<std::string>& subprotocols)
{
    nlohmann::json list = nlohmann::json::array();
    bool secretFollows = false;
    for (const std::string& subprotocol : subprotocols) {
        list.push_back(
            wire::headerWithoutSecrets("Sec-WebSocket-Protocol", subprotocol, secretFollows));
    }
    return list;
}

} // namespace

nlohmann::json connectingDetail(const tap::Target& target)
{
    nlohmann::json options{
        {"deflate", target.deflate},
        {"strict", target.strict},
        {"automatic_pong", target.automaticPong},
        {"connect_timeout_ms", target.connectTimeout.count()},
        {"upgrade_timeout_ms", target.upgradeTimeout.count()},
        {"close_timeout_ms", target.closeTimeout.count()},
    };
    if (!target.headers.empty()) {
        options["headers"] = headersWithoutSecrets(target.headers);
    }
    if (!target.subprotocols.empty()) {
        options["subprotocols"] = subprotocolsWithoutSecrets(target.subprotocols);
    }
    if (!target.origin.empty()) {
        options["origin"] = wire::textWithoutSecrets(target.origin);
    }
    if (target.insecure) {
        options["insecure"] = true;
    }
    if (!target.acceptedCertificate.isEmpty()) {
        options["accepted_certificate"] = target.acceptedCertificate.toHex().toStdString();
    }
    if (!target.certificateChain.isEmpty()) {
        options["client_certificate"] =
            target.certificateChain.front().subjectDisplayName().toStdString();
    }
    if (target.proxy) {
        options["proxy"] = tap::proxyUrl(*target.proxy);
    }
    return {{"url", wire::textWithoutSecrets(target.url)}, {"options", std::move(options)}};
}

} // namespace framescope::session
