// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/secret_removal.h"

#include "redaction/secret_values.h"
#include "redaction/secrets.h"
#include "transcript/formats/json_strings.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace framescope::transcript {

namespace {

using timeline::List;
using timeline::Members;
using timeline::Value;

constexpr const char* Subprotocols = "Sec-WebSocket-Protocol";

/// Removes what is a secret by its name or looks, and the values that are known to be one.
class Removal
{
public:
    explicit Removal(std::span<const std::string> values) : values_(values)
    {
        constexpr std::size_t Shortest = 4; // what is shorter is found anywhere
        std::ranges::copy_if(values, std::back_inserter(longer_),
                             [](const std::string& value) { return value.size() >= Shortest; });
    }

    void clean(Members& members) const
    {
        for (timeline::Member& member : members) {
            cleanMember(members, member.name, member.value);
        }
    }
    std::string cleaned(std::string_view text) const
    {
        return withoutValues(redaction::textWithoutSecrets(text));
    }
    std::string withoutValues(const std::string& text) const
    {
        return redaction::withoutValues(text, longer_);
    }
    /// For what the client sent.
    std::string withoutAnyValue(const std::string& text) const
    {
        return redaction::withoutValues(text, values_);
    }
    wire::HttpHead cleaned(const wire::HttpHead& head) const;
    void clean(wire::Violations& violations) const;

private:
    void clean(Value& value) const;
    void cleanMember(const Members& object, const std::string& name, Value& value) const;
    void cleanHeaders(List& headers) const;
    void cleanSubprotocols(List& list) const;
    void cleanRawHead(std::string& body, bool isBase64) const;

    std::span<const std::string> values_;
    std::vector<std::string> longer_;
};

/// `headers` is [[name, value]…]; an unknown value is null.
void Removal::cleanHeaders(List& headers) const
{
    bool secretFollows = false;
    for (Value& field : headers) {
        List* pair = field.as<List>();
        auto* name = pair && pair->size() == 2 ? (*pair)[0].as<std::string>() : nullptr;
        auto* value = name ? (*pair)[1].as<std::string>() : nullptr;
        if (value) {
            wire::HeaderField clean{*name, *value};
            redaction::removeSecrets(clean, secretFollows);
            *name = withoutValues(clean.name);
            *value = withoutValues(clean.value);
        }
    }
}

/// An element of the list may show that the next one is a secret.
void Removal::cleanSubprotocols(List& list) const
{
    bool secretFollows = false;
    for (Value& token : list) {
        const auto* known = token.as<std::string>();
        const std::string text = known ? *known : std::string();
        if (secretFollows || redaction::looksLikeCredential(text)) {
            token = {std::string(redaction::SecretMarker)};
        } else if (known) {
            token = {withoutValues(text)};
        }
        secretFollows = redaction::isSecretName(text);
    }
}

/// Cleans the raw bytes of a head that was not HTTP or was cut off.
void Removal::cleanRawHead(std::string& body, bool isBase64) const
{
    if (!isBase64) {
        body = withoutAnyValue(redaction::rawHeadWithoutSecrets(body));
        return;
    }
    const Base64 decoded = decodeBase64(asBytes(body));
    const std::string clean =
        withoutAnyValue(redaction::rawHeadWithoutSecrets(asText(decoded.bytes)));
    if (decoded.failure || clean != asText(decoded.bytes)) { // cuts off a part that is not base64
        body = toBase64(asBytes(clean));
    }
}

void Removal::cleanMember(const Members& object, const std::string& name, Value& value) const
{
    auto* text = value.as<std::string>();
    auto* list = value.as<List>();
    const bool isSubprotocol = name == "subprotocol" || name == "subprotocols";
    if (name == "headers" && list) {
        cleanHeaders(*list);
    } else if (isSubprotocol && list) {
        cleanSubprotocols(*list);
    } else if (isSubprotocol && text) {
        *text = withoutValues(redaction::headerWithoutSecrets(Subprotocols, *text));
    } else if (text && (name == "body" || name == "body_base64")) {
        if (memberOf(object, "status") == object.end()) {
            cleanRawHead(*text, name == "body_base64");
        }
    } else if (text && redaction::isSecretName(name)) {
        *text = withoutValues(redaction::headerWithoutSecrets(name, *text));
    } else {
        clean(value);
    }
}

void Removal::clean(Value& value) const
{
    if (auto* text = value.as<std::string>()) {
        *text = cleaned(*text);
    } else if (auto* members = value.as<Members>()) {
        clean(*members);
    } else if (auto* list = value.as<List>()) {
        std::ranges::for_each(*list, [this](Value& element) { clean(element); });
    }
}

wire::HttpHead Removal::cleaned(const wire::HttpHead& head) const
{
    wire::HttpHead clean = redaction::headWithoutSecrets(head);
    const auto remove = [&](std::string& text) {
        text = head.isRequest ? withoutAnyValue(text) : withoutValues(text);
    };
    for (std::string* text : {&clean.method, &clean.target, &clean.reason, &clean.raw}) {
        remove(*text);
    }
    for (wire::HeaderField& field : clean.fields) {
        remove(field.value);
        field.name = withoutValues(field.name);
    }
    return clean;
}

void Removal::clean(wire::Violations& violations) const
{
    for (wire::Violation& violation : violations) {
        violation.detail = cleaned(violation.detail);
    }
}

timeline::LifeCycle withoutSecrets(const timeline::LifeCycle& detail, const Removal& removal)
{
    if (const auto* request = std::get_if<timeline::RequestDetail>(&detail)) {
        return timeline::RequestDetail{removal.cleaned(request->head), request->length};
    }
    if (const auto* response = std::get_if<timeline::ResponseDetail>(&detail)) {
        return timeline::ResponseDetail{removal.cleaned(response->head), response->length};
    }
    Members members = timeline::membersOf(detail);
    removal.clean(members);
    return timeline::withMembers(detail, std::move(members));
}

} // namespace

void removeSecrets(timeline::EventRecord& record, std::span<const std::string> values)
{
    const Removal removal(values);
    if (const auto detail = record.detail.lifeCycle) {
        record.detail.lifeCycle =
            std::make_shared<const timeline::LifeCycle>(withoutSecrets(*detail, removal));
    }
    removal.clean(record.detail.violations);
}

void removeSecrets(timeline::ConnectionInfo& connection, std::span<const std::string> values)
{
    const Removal removal(values);
    connection.url =
        removal.withoutAnyValue(connection.request && connection.request->method == "CONNECT"
                                    ? redaction::addressWithoutSecrets(connection.url)
                                    : redaction::textWithoutSecrets(connection.url));
    for (auto* head : {&connection.request, &connection.response}) {
        if (*head) {
            *head = removal.cleaned(**head);
        }
    }
    for (wire::HttpHead& head : connection.interim) {
        head = removal.cleaned(head);
    }
    connection.handshake.subprotocol = removal.withoutValues(
        redaction::headerWithoutSecrets(Subprotocols, connection.handshake.subprotocol));
    removal.clean(connection.handshake.violations);
}

} // namespace framescope::transcript
