// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/detail_json.h"

#include "base/bytes.h"
#include "wire/utf8_validator.h"

#include <nlohmann/json.hpp>

namespace framescope::timeline {

namespace {

using Json = nlohmann::ordered_json;

std::string serialised(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json headersOf(const wire::HttpHead& head)
{
    Json headers = Json::array();
    for (const auto& field : head.fields) {
        headers.push_back(Json::array({field.name, field.value}));
    }
    return headers;
}

std::string base64(std::string_view content)
{
    static constexpr std::string_view Digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((content.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < content.size(); i += 3) {
        const std::string_view group = content.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = (bits << 8) | (k < group.size() ? static_cast<std::uint8_t>(group[k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= group.size() ? Digits[(bits >> (18 - 6 * k)) & 63] : '=';
        }
    }
    return text;
}

} // namespace

std::string requestDetail(const wire::HttpHead& request)
{
    return serialised({{"method", request.method},
                       {"target", request.target},
                       {"version", request.version},
                       {"headers", headersOf(request)},
                       {"length", request.raw.size()}});
}

std::string responseDetail(const wire::HttpHead& response)
{
    return serialised({{"status", response.status},
                       {"reason", response.reason},
                       {"version", response.version},
                       {"headers", headersOf(response)},
                       {"length", response.raw.size()}});
}

std::string openDetail(std::string_view subprotocol, std::string_view extensions)
{
    return serialised({{"subprotocol", subprotocol}, {"extensions", extensions}});
}

std::string addressesDetail(const recording::Endpoints& endpoints)
{
    return serialised(
        {{"client", endpoints.client.toString()}, {"server", endpoints.server.toString()}});
}

std::string noteDetail(std::string_view text, std::optional<EventId> on)
{
    Json json{{"text", text}};
    if (on) {
        json["on"] = std::uint64_t{on->value} + 1;
    }
    return serialised(json);
}

std::string changedNoteDetail(const std::string& json, std::string_view text)
{
    Json object = Json::parse(json, nullptr, false);
    if (!object.is_object()) {
        object = Json::object();
    }
    object["text"] = text;
    if (text.empty()) {
        object["removed"] = true;
    }
    return serialised(object);
}

std::string gapDetail(std::string_view text, std::uint64_t missing)
{
    return serialised({{"text", text}, {"missing", missing}});
}

std::string errorDetail(const ErrorReport& error)
{
    Json json{{"layer", error.layer}, {"text", error.text}};
    if (error.status) {
        json["status"] = *error.status;
    }
    if (!error.content.empty()) {
        const std::string_view kept = error.content.substr(0, MaxContent);
        if (wire::isUtf8(asBytes(kept))) {
            json["body"] = kept;
        } else {
            json["body_base64"] = base64(kept);
        }
        json["truncated"] = error.truncated || kept.size() < error.content.size();
    }
    return serialised(json);
}

} // namespace framescope::timeline
