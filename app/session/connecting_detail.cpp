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

nlohmann::json subprotocolsWithoutSecrets(const QStringList& subprotocols)
{
    nlohmann::json list = nlohmann::json::array();
    bool secretFollows = false;
    for (const QString& subprotocol : subprotocols) {
        list.push_back(wire::headerWithoutSecrets("Sec-WebSocket-Protocol",
                                                  subprotocol.toStdString(), secretFollows));
    }
    return list;
}

} // namespace

nlohmann::json connectingDetail(const connection::Target& target)
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
    if (!target.subprotocols.isEmpty()) {
        options["subprotocols"] = subprotocolsWithoutSecrets(target.subprotocols);
    }
    if (!target.origin.isEmpty()) {
        options["origin"] = wire::textWithoutSecrets(target.origin.toStdString());
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
        options["proxy"] = connection::proxyUrl(*target.proxy);
    }
    return {{"url", wire::textWithoutSecrets(target.shownUrl)}, {"options", std::move(options)}};
}

} // namespace framescope::session
