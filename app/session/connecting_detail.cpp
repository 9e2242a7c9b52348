// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connecting_detail.h"

#include "redaction/secrets.h"

#include <utility>

namespace framescope::session {

namespace {

using timeline::List;
using timeline::Value;

List headersWithoutSecrets(const wire::HeaderFields& headers)
{
    List list;
    for (const wire::HeaderField& field : headers) {
        Value value;
        if (!redaction::isSecretName(field.name)) {
            value = {redaction::headerWithoutSecrets(field.name, field.value)};
        }
        list.push_back({List{{field.name}, std::move(value)}});
    }
    return list;
}

List subprotocolsWithoutSecrets(const QStringList& subprotocols)
{
    List list;
    bool secretFollows = false;
    for (const QString& subprotocol : subprotocols) {
        list.push_back({redaction::headerWithoutSecrets("Sec-WebSocket-Protocol",
                                                        subprotocol.toStdString(), secretFollows)});
    }
    return list;
}

Value milliseconds(std::chrono::milliseconds time)
{
    return {std::int64_t{time.count()}};
}

} // namespace

timeline::ConnectingDetail connectingDetail(const connection::Target& target)
{
    timeline::Members options;
    const auto add = [&options](const char* name, Value value, bool isSaid = true) {
        if (isSaid) {
            options.push_back({name, std::move(value)});
        }
    };
    add("accepted_certificate", {target.acceptedCertificate.toHex().toStdString()},
        !target.acceptedCertificate.isEmpty());
    add("automatic_pong", {target.automaticPong});
    if (!target.certificateChain.isEmpty()) {
        const QSslCertificate& own = target.certificateChain.front();
        add("client_certificate", {own.subjectDisplayName().toStdString()});
    }
    add("close_timeout_ms", milliseconds(target.closeTimeout));
    add("connect_timeout_ms", milliseconds(target.connectTimeout));
    add("deflate", {target.deflate});
    add("headers", {headersWithoutSecrets(target.headers)}, !target.headers.empty());
    add("insecure", {true}, target.insecure);
    add("origin", {redaction::textWithoutSecrets(target.origin.toStdString())},
        !target.origin.isEmpty());
    if (target.proxy) {
        add("proxy", {connection::proxyUrl(*target.proxy)});
    }
    add("strict", {target.strict});
    add("subprotocols", {subprotocolsWithoutSecrets(target.subprotocols)},
        !target.subprotocols.isEmpty());
    add("upgrade_timeout_ms", milliseconds(target.upgradeTimeout));
    timeline::ConnectingDetail detail;
    detail.options = std::move(options);
    detail.url = redaction::textWithoutSecrets(target.shownUrl);
    return detail;
}

} // namespace framescope::session
