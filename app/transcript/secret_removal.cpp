// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/secret_removal.h"

#include "redaction/secrets.h"
#include "transcript/formats/json_strings.h"

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

bool replaceWith(std::string& text, std::string clean)
{
    const bool changed = text != clean;
    text = std::move(clean);
    return changed;
}

std::string stringIn(const Value& value)
{
    const auto* text = value.as<std::string>();
    return text ? *text : std::string();
}

/// `headers` is [[name, value]…]; an unknown value is null.
bool cleanHeaders(List& headers)
{
    bool changed = false;
    bool secretFollows = false;
    for (Value& field : headers) {
        List* pair = field.as<List>();
        auto* name = pair && pair->size() == 2 ? (*pair)[0].as<std::string>() : nullptr;
        auto* value = name ? (*pair)[1].as<std::string>() : nullptr;
        if (value) {
            wire::HeaderField clean{*name, *value};
            redaction::removeSecrets(clean, secretFollows);
            changed |= replaceWith(*name, std::move(clean.name));
            changed |= replaceWith(*value, std::move(clean.value));
        }
    }
    return changed;
}

/// In a list, an element shows whether the next one is a secret.
bool cleanSubprotocols(List& list)
{
    bool changed = false;
    bool secretFollows = false;
    for (Value& token : list) {
        const std::string text = stringIn(token);
        if (secretFollows || redaction::looksLikeCredential(text)) {
            token = {std::string(redaction::SecretMarker)};
            changed = true;
        }
        secretFollows = redaction::isSecretName(text);
    }
    return changed;
}

/// What came of a head that was no HTTP, or was cut off.
bool cleanRawHead(std::string& body, bool isBase64)
{
    if (!isBase64) {
        return replaceWith(body, redaction::rawHeadWithoutSecrets(body));
    }
    const Base64 decoded = decodeBase64(asBytes(body));
    const std::string raw(asText(decoded.bytes));
    const std::string clean = redaction::rawHeadWithoutSecrets(raw);
    if (!decoded.failure && clean == raw) { // what is no base64 is cut off
        return false;
    }
    body.clear();
    appendBase64(body, asBytes(clean));
    return true;
}

bool clean(Value& value);

bool cleanMember(const Members& object, const std::string& name, Value& value)
{
    auto* text = value.as<std::string>();
    auto* list = value.as<List>();
    if (name == "headers" && list) {
        return cleanHeaders(*list);
    }
    if (name == "subprotocol" || name == "subprotocols") {
        return text   ? replaceWith(*text, redaction::headerWithoutSecrets(Subprotocols, *text))
               : list ? cleanSubprotocols(*list)
                      : clean(value);
    }
    if (text && (name == "body" || name == "body_base64")) {
        return memberOf(object, "status") == object.end() &&
               cleanRawHead(*text, name == "body_base64");
    }
    if (text && redaction::isSecretName(name)) {
        return replaceWith(*text, redaction::headerWithoutSecrets(name, *text));
    }
    return clean(value);
}

bool clean(Members& members)
{
    bool changed = false;
    for (timeline::Member& member : members) {
        changed |= cleanMember(members, member.name, member.value);
    }
    return changed;
}

bool clean(Value& value)
{
    if (auto* text = value.as<std::string>()) {
        return replaceWith(*text, redaction::textWithoutSecrets(*text));
    }
    if (auto* members = value.as<Members>()) {
        return clean(*members);
    }
    bool changed = false;
    if (auto* list = value.as<List>()) {
        for (Value& element : *list) {
            changed |= clean(element);
        }
    }
    return changed;
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
    return clean(members) ? timeline::withMembers(detail, std::move(members)) : detail;
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
