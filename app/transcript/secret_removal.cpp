// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/secret_removal.h"

#include "transcript/json_text.h"
#include "wire/secrets.h"

#include <array>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace framescope::transcript {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* Subprotocols = "Sec-WebSocket-Protocol";

bool replaceWith(Json& value, std::string text)
{
    if (text == value.get_ref<const std::string&>()) {
        return false;
    }
    value = std::move(text);
    return true;
}

std::string textOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : std::string();
}

/// [[name, value]…], where a value that is not told is null.
bool cleanHeaders(Json& headers)
{
    bool changed = false;
    bool secretFollows = false;
    for (Json& field : headers) {
        if (field.is_array() && field.size() == 2 && field[1].is_string()) {
            changed |=
                replaceWith(field[1], wire::headerWithoutSecrets(textOf(field[0]), textOf(field[1]),
                                                                 secretFollows));
        }
    }
    return changed;
}

/// One value or a list; of a list the one before says what the next is.
bool cleanSubprotocols(Json& value)
{
    if (value.is_string()) {
        return replaceWith(value, wire::headerWithoutSecrets(Subprotocols, textOf(value)));
    }
    bool changed = false;
    bool secretFollows = false;
    for (Json& token : value) {
        const std::string text = textOf(token);
        if (secretFollows || wire::looksLikeCredential(text)) {
            token = std::string(wire::SecretMarker);
            changed = true;
        }
        secretFollows = wire::isSecretName(text);
    }
    return changed;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    constexpr std::string_view Digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text.substr(0, text.find('='))) {
        const std::size_t digit = Digits.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return bytes;
}

/// What came of a head that was no HTTP, or was cut off.
bool cleanRawHead(Json& body, bool isBase64)
{
    if (!isBase64) {
        return replaceWith(body, wire::rawHeadWithoutSecrets(textOf(body)));
    }
    const auto raw = fromBase64(textOf(body));
    if (!raw) {
        return false;
    }
    const std::string clean = wire::rawHeadWithoutSecrets(*raw);
    if (clean == *raw) {
        return false;
    }
    std::string text;
    appendBase64(text, asBytes(clean));
    body = std::move(text);
    return true;
}

bool clean(Json& value);

bool cleanMember(const Json& object, const std::string& name, Json& value)
{
    if (name == "headers" && value.is_array()) {
        return cleanHeaders(value);
    }
    if (name == "subprotocol" || name == "subprotocols") {
        return cleanSubprotocols(value);
    }
    if ((name == "body" || name == "body_base64") && value.is_string()) {
        return !object.contains("status") && cleanRawHead(value, name == "body_base64");
    }
    return clean(value);
}

bool clean(Json& value)
{
    if (value.is_string()) {
        return replaceWith(value, wire::textWithoutSecrets(textOf(value)));
    }
    bool changed = false;
    if (value.is_array()) {
        for (Json& element : value) {
            changed |= clean(element);
        }
    } else if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            changed |= cleanMember(value, name, member);
        }
    }
    return changed;
}

/// What nothing changes in stays byte for byte.
void cleanDetail(std::string& text)
{
    Json detail = Json::parse(text, nullptr, false);
    if (detail.is_discarded()) {
        text = wire::textWithoutSecrets(text);
    } else if (clean(detail)) {
        text = detail.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
}

void cleanViolations(wire::Violations& violations)
{
    for (wire::Violation& violation : violations) {
        violation.detail = wire::textWithoutSecrets(violation.detail);
    }
}

} // namespace

void removeSecrets(timeline::EventRecord& record)
{
    if (record.kind == timeline::Kind::Event && !record.detail.json.empty()) {
        cleanDetail(record.detail.json);
    }
    cleanViolations(record.detail.violations);
}

void removeSecrets(timeline::ConnectionInfo& connection)
{
    connection.url = wire::textWithoutSecrets(connection.url);
    for (auto* head : {&connection.request, &connection.response}) {
        if (*head) {
            *head = wire::headWithoutSecrets(**head);
        }
    }
    connection.handshake.subprotocol =
        wire::headerWithoutSecrets(Subprotocols, connection.handshake.subprotocol);
    cleanViolations(connection.handshake.violations);
}

} // namespace framescope::transcript
