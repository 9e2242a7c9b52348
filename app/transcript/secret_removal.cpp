// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/secret_removal.h"

#include "redaction/secrets.h"
#include "transcript/formats/json_strings.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace framescope::transcript {

namespace {

using timeline::List;
using timeline::Members;
using timeline::Value;

constexpr const char* Subprotocols = "Sec-WebSocket-Protocol";

/// `headers` is [[name, value]…]; an unknown value is null.
void cleanHeaders(List& headers)
{
    bool secretFollows = false;
    for (Value& field : headers) {
        List* pair = field.as<List>();
        auto* name = pair && pair->size() == 2 ? (*pair)[0].as<std::string>() : nullptr;
        auto* value = name ? (*pair)[1].as<std::string>() : nullptr;
        if (value) {
            wire::HeaderField clean{*name, *value};
            redaction::removeSecrets(clean, secretFollows);
            *name = std::move(clean.name);
            *value = std::move(clean.value);
        }
    }
}

/// An element of the list may show that the next one is a secret.
void cleanSubprotocols(List& list)
{
    bool secretFollows = false;
    for (Value& token : list) {
        const auto* known = token.as<std::string>();
        const std::string text = known ? *known : std::string();
        if (secretFollows || redaction::looksLikeCredential(text)) {
            token = {std::string(redaction::SecretMarker)};
        }
        secretFollows = redaction::isSecretName(text);
    }
}

/// Cleans the raw bytes of a head that was not HTTP or was cut off.
void cleanRawHead(std::string& body, bool isBase64)
{
    if (!isBase64) {
        body = redaction::rawHeadWithoutSecrets(body);
        return;
    }
    const Base64 decoded = decodeBase64(asBytes(body));
    const std::string clean = redaction::rawHeadWithoutSecrets(asText(decoded.bytes));
    if (decoded.failure || clean != asText(decoded.bytes)) { // cuts off a part that is not base64
        body = toBase64(asBytes(clean));
    }
}

void clean(Value& value);

void cleanMember(const Members& object, const std::string& name, Value& value)
{
    auto* text = value.as<std::string>();
    auto* list = value.as<List>();
    const bool isSubprotocol = name == "subprotocol" || name == "subprotocols";
    if (name == "headers" && list) {
        cleanHeaders(*list);
    } else if (isSubprotocol && list) {
        cleanSubprotocols(*list);
    } else if (isSubprotocol && text) {
        *text = redaction::headerWithoutSecrets(Subprotocols, *text);
    } else if (text && (name == "body" || name == "body_base64")) {
        if (memberOf(object, "status") == object.end()) {
            cleanRawHead(*text, name == "body_base64");
        }
    } else if (text && redaction::isSecretName(name)) {
        *text = redaction::headerWithoutSecrets(name, *text);
    } else {
        clean(value);
    }
}

void clean(Members& members)
{
    for (timeline::Member& member : members) {
        cleanMember(members, member.name, member.value);
    }
}

void clean(Value& value)
{
    if (auto* text = value.as<std::string>()) {
        *text = redaction::textWithoutSecrets(*text);
    } else if (auto* members = value.as<Members>()) {
        clean(*members);
    } else if (auto* list = value.as<List>()) {
        std::ranges::for_each(*list, [](Value& element) { clean(element); });
    }
}

timeline::LifeCycle withoutSecrets(const timeline::LifeCycle& detail)
{
    if (const auto* request = std::get_if<timeline::RequestDetail>(&detail)) {
        return timeline::RequestDetail{redaction::headWithoutSecrets(request->head),
                                       request->length};
    }
    if (const auto* response = std::get_if<timeline::ResponseDetail>(&detail)) {
        return timeline::ResponseDetail{redaction::headWithoutSecrets(response->head),
                                        response->length};
    }
    Members members = timeline::membersOf(detail);
    clean(members);
    return timeline::withMembers(detail, std::move(members));
}

void cleanViolations(wire::Violations& violations)
{
    for (wire::Violation& violation : violations) {
        violation.detail = redaction::textWithoutSecrets(violation.detail);
    }
}

} // namespace

void removeSecrets(timeline::EventRecord& record)
{
    if (const auto detail = record.detail.lifeCycle) {
        record.detail.lifeCycle =
            std::make_shared<const timeline::LifeCycle>(withoutSecrets(*detail));
    }
    cleanViolations(record.detail.violations);
}

void removeSecrets(timeline::ConnectionInfo& connection)
{
    connection.url = connection.request && connection.request->method == "CONNECT"
                         ? redaction::addressWithoutSecrets(connection.url)
                         : redaction::textWithoutSecrets(connection.url);
    for (auto* head : {&connection.request, &connection.response}) {
        if (*head) {
            *head = redaction::headWithoutSecrets(**head);
        }
    }
    for (wire::HttpHead& head : connection.interim) {
        head = redaction::headWithoutSecrets(std::move(head));
    }
    connection.handshake.subprotocol =
        redaction::headerWithoutSecrets(Subprotocols, connection.handshake.subprotocol);
    cleanViolations(connection.handshake.violations);
}

} // namespace framescope::transcript
