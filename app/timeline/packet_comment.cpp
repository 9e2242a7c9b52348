// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/packet_comment.h"

#include "timeline/detail_json.h"

#include <algorithm>
#include <array>
#include <optional>

#include <nlohmann/json.hpp>

namespace framescope::timeline {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view Prefix = "framescope ";

/// Writing JSON recurses: what is nested deeper than this is not taken for JSON.
constexpr int MaxDepth = 64;

bool isNestedTooDeep(std::string_view json)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            i += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > MaxDepth) {
                return true;
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

std::optional<Type> typeOfComment(const Json& event)
{
    static constexpr auto Types =
        std::to_array({Type::Connecting, Type::Resolved, Type::Connected, Type::Secured,
                       Type::Error, Type::Behaviour, Type::Closed, Type::Note});
    if (!event.is_string()) {
        return std::nullopt;
    }
    const auto& name = event.get_ref<const std::string&>();
    const auto* const type = std::ranges::find(Types, name, typeName);
    return type == Types.end() ? std::nullopt : std::optional(*type);
}

std::string stringMember(const Json& object, const char* name)
{
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>()
                                                         : std::string();
}

std::optional<PacketComment> parseOurs(std::string_view text)
{
    if (isNestedTooDeep(text)) {
        return std::nullopt;
    }
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("event")) {
        return std::nullopt;
    }
    const auto type = typeOfComment(json["event"]);
    if (!type) {
        return std::nullopt;
    }
    json.erase("event");
    json.erase("conn");
    return PacketComment{*type, true, stringMember(json, "url"),
                         json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

} // namespace

PacketComment parsePacketComment(std::string_view text)
{
    if (text.starts_with(Prefix)) {
        if (auto comment = parseOurs(text.substr(Prefix.size()))) {
            return *std::move(comment);
        }
    }
    return {Type::Note, false, {}, noteDetail(text)};
}

} // namespace framescope::timeline
