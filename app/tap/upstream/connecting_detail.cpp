// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/connecting_detail.h"

#include "redaction/secrets.h"

#include <nlohmann/json.hpp>

namespace framescope::tap {

namespace {

nlohmann::json headersWithoutSecrets(const wire::HeaderFields& headers)
{
    nlohmann::json list = nlohmann::json::array();
    for (const wire::HeaderField& field : headers) {
        nlohmann::json value = nullptr;
        if (!redaction::isSecretName(field.name)) {
            value = redaction::headerWithoutSecrets(field.name, field.value);
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
            redaction::headerWithoutSecrets("Sec-WebSocket-Protocol", subprotocol, secretFollows));
    }
    return list;
}

} // namespace

std::string proxyUrl(const Target::Proxy& proxy)
{
    const std::string host = proxy.host.toStdString();
    const bool v6 = host.find(':') != std::string::npos;
    return std::string(proxy.kind == Target::Proxy::Kind::Socks5 ? "socks5://" : "http://") +
           (v6 ? "[" + host + "]" : host) + ":" + std::to_string(proxy.port);
}

nlohmann::json connectingDetail(const Target& target)
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
        options["origin"] = redaction::textWithoutSecrets(target.origin);
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
        options["proxy"] = proxyUrl(*target.proxy);
    }
    return {{"url", redaction::textWithoutSecrets(target.url)}, {"options", std::move(options)}};
}

} // namespace framescope::tap
