// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/packet_comment.h"

#include "timeline/details/detail_json.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

namespace framescope::timeline {

namespace {

constexpr std::string_view Prefix = "framescope ";

/// The type with the name of an event in a comment; nullopt if comments have no such event.
std::optional<Type> typeOfComment(std::string_view name)
{
    static constexpr auto Types =
        std::to_array({Type::Connecting, Type::Resolved, Type::Connected, Type::Secured,
                       Type::Error, Type::Behaviour, Type::Closed, Type::Note});
    const auto* const type = std::ranges::find(Types, name, typeName);
    return type == Types.end() ? std::nullopt : std::optional(*type);
}

/// The value of a member; null if there is none or it has another type.
template <class T>
const T* memberIn(const Members& members, std::string_view name)
{
    const auto found = memberOf(members, name);
    return found == members.end() ? nullptr : found->value.as<T>();
}

std::optional<EventId> eventMember(const Members& members, std::string_view name)
{
    const auto* number = memberIn<std::uint64_t>(members, name);
    return !number || *number == 0 || *number > UINT32_MAX
               ? std::nullopt
               : std::optional(EventId{static_cast<std::uint32_t>(*number - 1)});
}

std::optional<std::int64_t> wholeMember(const Members& members, std::string_view name)
{
    if (const auto* negative = memberIn<std::int64_t>(members, name)) {
        return *negative;
    }
    const auto* number = memberIn<std::uint64_t>(members, name);
    return number ? std::optional(
                        static_cast<std::int64_t>(std::min<std::uint64_t>(*number, INT64_MAX)))
                  : std::nullopt;
}

/// `isMark`: the event is `mark`, not `note`.
PacketComment noteEditOf(const Members& members, bool isMark)
{
    PacketComment comment{Type::Note, true, {}};
    NoteEdit& edit = comment.edit;
    edit.kind = isMark ? NoteEdit::Kind::Mark : NoteEdit::Kind::Note;
    edit.about = eventMember(members, "on");
    if (const auto* text = memberIn<std::string>(members, "text")) {
        edit.text = *text;
    }
    edit.replaces = isMark ? std::nullopt : eventMember(members, "replaces");
    const bool* marked = memberIn<bool>(members, "marked");
    edit.on = !marked || *marked;
    comment.nth = wholeMember(members, "nth");
    comment.end = wholeMember(members, "end");
    edit.placed = comment.nth || comment.end;
    return comment;
}

std::optional<PacketComment> parseOurs(std::string_view text)
{
    auto members = parseMembers(text);
    const auto* event = members ? memberIn<std::string>(*members, "event") : nullptr;
    if (!event) {
        return std::nullopt;
    }
    const bool isMark = *event == "mark";
    const auto type = isMark ? Type::Note : typeOfComment(*event);
    if (!type) {
        return std::nullopt;
    }
    std::erase_if(*members, [](const Member& member) {
        return member.name == "event" || member.name == "conn";
    });
    PacketComment comment =
        type == Type::Note ? noteEditOf(*members, isMark) : PacketComment{*type, true, {}};
    comment.content = lifeCycleOf(*type, *std::move(members));
    return comment;
}

/// The first members of a comment: `conn`, which readers look for first, and `event`.
Members startOf(ConnectionId conn, std::string_view event)
{
    Members object;
    if (conn.value != 0) {
        object.push_back({"conn", {std::uint64_t{conn.value}}});
    }
    object.push_back({"event", {std::string(event)}});
    return object;
}

std::string commentOf(const Members& object)
{
    return std::string(Prefix) + toJson(object);
}

/// The members of an event's comment.
Members membersFor(ConnectionId conn, const LifeCycle& detail)
{
    Members object = startOf(conn, typeName(typeOf(detail)));
    Members members = membersOf(detail);
    std::ranges::move(members, std::back_inserter(object));
    return object;
}

/// The text of a comment's members, without the longest if it is too long.
std::string shortened(Members object, std::string text)
{
    while (text.size() > MaxComment) {
        const auto size = [](const Member& member) { return textOf(member.value).size(); };
        Value& longest = std::ranges::max_element(object, {}, size)->value;
        const Value said{"(left out: " + std::to_string(textOf(longest).size()) + " bytes)"};
        longest = longest.as<List>()      ? Value{List{said}}
                  : longest.as<Members>() ? Value{Members{{"text", said}}}
                                          : said;
        text = commentOf(object);
    }
    return text;
}

} // namespace

PacketComment parsePacketComment(std::string_view text)
{
    if (text.starts_with(Prefix)) {
        if (auto comment = parseOurs(text.substr(Prefix.size()))) {
            return *std::move(comment);
        }
    }
    PacketComment note{Type::Note, false, noteDetail(text)};
    note.edit.text = text;
    note.edit.placed = true;
    return note;
}

std::string eventComment(ConnectionId conn, const LifeCycle& detail)
{
    Members object = membersFor(conn, detail);
    std::string text = commentOf(object);
    return shortened(std::move(object), std::move(text));
}

/// A comment that is shortened, or in which bytes that are no UTF-8 are replaced, says other things
/// than the detail.
EventComment recordedEvent(ConnectionId conn, LifeCycle detail)
{
    const Type type = typeOf(detail);
    Members object = membersFor(conn, detail);
    std::string text = commentOf(object);
    const bool isAscii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (isAscii && text.size() <= MaxComment && type != Type::Note &&
        typeOfComment(typeName(type))) {
        return {std::move(text), {type, true, std::move(detail)}};
    }
    text = shortened(std::move(object), std::move(text));
    PacketComment parsed = parsePacketComment(text);
    return {std::move(text), std::move(parsed)};
}

std::string noteComment(ConnectionId conn, const NoteEdit& edit)
{
    const bool isMark = edit.kind == NoteEdit::Kind::Mark;
    Members object = startOf(conn, isMark ? "mark" : "note");
    if (!isMark) {
        object.push_back({"text", {edit.text}});
    }
    if (const auto event = edit.replaces ? edit.replaces : edit.about) {
        object.push_back({edit.replaces ? "replaces" : "on", {std::uint64_t{event->value} + 1}});
    }
    if (isMark && !edit.on) {
        object.push_back({"marked", {false}});
    }
    return std::string(Prefix) + toJson(object);
}

std::string withText(std::string_view comment, std::string_view text)
{
    Members members =
        parseMembers(comment.substr(std::min(Prefix.size(), comment.size()))).value_or(Members());
    const auto found = memberOf(members, "text");
    if (found == members.end()) {
        members.push_back({"text", {std::string(text)}});
    } else {
        found->value = {std::string(text)};
    }
    return std::string(Prefix) + toJson(members);
}

std::string placedComment(NoteEdit::Kind kind, std::string_view text,
                          std::optional<std::int64_t> nth, std::optional<std::int64_t> end)
{
    const bool isMark = kind == NoteEdit::Kind::Mark;
    if (!isMark && !nth && !end && !text.starts_with(Prefix)) {
        return std::string(text);
    }
    Members object = startOf({}, isMark ? "mark" : "note");
    if (!isMark) {
        object.push_back({"text", {std::string(text)}});
    }
    object.push_back({end ? "end" : "nth", {end ? *end : nth.value_or(0)}});
    return std::string(Prefix) + toJson(object);
}

} // namespace framescope::timeline
