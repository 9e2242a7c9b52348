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

std::string serialised(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
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

std::optional<EventId> eventMember(const Json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end() || !member->is_number_unsigned()) {
        return std::nullopt;
    }
    const auto number = member->get<std::uint64_t>();
    return number == 0 || number > UINT32_MAX
               ? std::nullopt
               : std::optional(EventId{static_cast<std::uint32_t>(number - 1)});
}

/// `isMark`: the event is `mark`, not `note`.
PacketComment annotationOf(const Json& json, bool isMark)
{
    PacketComment comment{Type::Note, true, {}, {}};
    Annotation& annotation = comment.annotation;
    annotation.kind = isMark ? Annotation::Kind::Mark : Annotation::Kind::Note;
    annotation.about = eventMember(json, "on");
    annotation.text = stringMember(json, "text");
    annotation.replaces = isMark ? std::nullopt : eventMember(json, "replaces");
    annotation.on = json.value("marked", Json(true)) != Json(false);
    if (const auto nth = json.find("nth"); nth != json.end() && nth->is_number_integer()) {
        annotation.placed = true;
        comment.nth = nth->get<std::int64_t>();
    }
    return comment;
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
    const bool isMark = json["event"] == "mark";
    const auto type = isMark ? Type::Note : typeOfComment(json["event"]);
    if (!type) {
        return std::nullopt;
    }
    json.erase("event");
    json.erase("conn");
    PacketComment comment = type == Type::Note
                                ? annotationOf(json, isMark)
                                : PacketComment{*type, true, stringMember(json, "url"), {}};
    comment.json = serialised(json);
    return comment;
}

} // namespace

PacketComment parsePacketComment(std::string_view text)
{
    if (text.starts_with(Prefix)) {
        if (auto comment = parseOurs(text.substr(Prefix.size()))) {
            return *std::move(comment);
        }
    }
    PacketComment note{Type::Note, false, {}, noteDetail(text)};
    note.annotation.text = text;
    note.annotation.placed = true;
    return note;
}

std::string annotationComment(ConnectionId conn, const Annotation& annotation)
{
    const bool isMark = annotation.kind == Annotation::Kind::Mark;
    Json json;
    if (conn.value != 0) {
        json["conn"] = conn.value;
    }
    json["event"] = isMark ? "mark" : "note";
    if (!isMark) {
        json["text"] = annotation.text;
    }
    if (annotation.replaces) {
        json["replaces"] = std::uint64_t{annotation.replaces->value} + 1;
    } else if (annotation.about) {
        json["on"] = std::uint64_t{annotation.about->value} + 1;
    }
    if (isMark && !annotation.on) {
        json["marked"] = false;
    }
    return std::string(Prefix) + serialised(json);
}

std::string withText(std::string_view comment, std::string_view text)
{
    Json json = Json::parse(comment.substr(Prefix.size()), nullptr, false);
    json["text"] = text;
    return std::string(Prefix) + serialised(json);
}

std::string placedComment(Annotation::Kind kind, std::string_view text,
                          std::optional<std::int64_t> nth)
{
    if (kind == Annotation::Kind::Mark) {
        return std::string(Prefix) + serialised({{"event", "mark"}, {"nth", nth.value_or(0)}});
    }
    if (!nth && !text.starts_with(Prefix)) {
        return std::string(text);
    }
    return std::string(Prefix) +
           serialised({{"event", "note"}, {"text", text}, {"nth", nth.value_or(0)}});
}

} // namespace framescope::timeline
