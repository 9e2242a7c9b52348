// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/details/life_cycle.h"

#include "base/text/base64.h"
#include "wire/http/printable.h"

#include <array>
#include <utility>

namespace framescope::timeline {

namespace {

constexpr const char* Malformed = "malformed";

/// Whether a detail is a request or response, which has only the members of its head.
template <class T>
constexpr bool IsHead = requires(T detail)
{
    detail.head;
};

/// Stores a value in a member. Each overload returns whether the value has the member's type.
template <class T>
bool take(Value& value, std::optional<T>& member)
{
    if (T* content = value.as<T>()) {
        member = std::move(*content);
        return true;
    }
    return false;
}

bool take(Value& value, std::optional<double>& member)
{
    if (const auto* number = value.as<double>()) {
        member = *number;
    } else if (const auto* whole = value.as<std::uint64_t>()) {
        member = static_cast<double>(*whole);
    } else if (const auto* negative = value.as<std::int64_t>()) {
        member = static_cast<double>(*negative);
    }
    return member.has_value();
}

bool take(Value& value, std::optional<std::vector<std::string>>& member)
{
    List* list = value.as<List>();
    if (!list || !std::ranges::all_of(*list, [](const Value& element) {
            return element.as<std::string>() != nullptr;
        })) {
        return false;
    }
    member.emplace();
    for (Value& element : *list) {
        member->push_back(std::move(*element.as<std::string>()));
    }
    return true;
}

template <class T>
Value valueOf(const T& member)
{
    return {member};
}

Value valueOf(const std::vector<std::string>& texts)
{
    List list;
    for (const std::string& text : texts) {
        list.push_back({text});
    }
    return {std::move(list)};
}

template <class T>
T filled(Members members)
{
    T detail;
    T::eachMember(detail, [&members](std::string_view name, auto& member) {
        const auto found = memberOf(members, name);
        if (found != members.end() && take(found->value, member)) {
            members.erase(found);
        }
    });
    std::erase_if(members, [](const Member& member) { return member.name == Malformed; });
    detail.others = std::move(members);
    return detail;
}

template <class T>
std::vector<std::string> malformedIn(const T& detail)
{
    std::vector<std::string> names;
    T::eachMember(detail, [&](std::string_view name, const auto& /*member*/) {
        const auto found = memberOf(detail.others, name);
        if (found != detail.others.end() && !found->value.isNull()) {
            names.emplace_back(name);
        }
    });
    return names;
}

template <class T>
Members membersIn(const T& detail)
{
    Members members;
    T::eachMember(detail, [&members](std::string_view name, const auto& member) {
        if (member) {
            members.push_back({std::string(name), valueOf(*member)});
        }
    });
    members.insert(members.end(), detail.others.begin(), detail.others.end());
    if (const auto malformed = malformedIn(detail); !malformed.empty()) {
        members.push_back({Malformed, valueOf(malformed)});
    }
    return members;
}

void addHeaders(Members& members, const wire::HttpHead& head, std::uint64_t length)
{
    List headers;
    for (const wire::HeaderField& field : head.fields) {
        headers.push_back({List{{wire::printable(field.name)}, {wire::printable(field.value)}}});
    }
    members.push_back({"headers", {std::move(headers)}});
    members.push_back({"length", {length}});
    if (!wire::isPlain(head)) {
        members.push_back({"raw_base64", {toBase64(asBytes(head.raw))}});
    }
}

Members membersIn(const RequestDetail& request)
{
    Members members{{"method", {request.head.method}},
                    {"target", {wire::printable(request.head.target)}},
                    {"version", {request.head.version}}};
    addHeaders(members, request.head, request.length);
    return members;
}

Members membersIn(const ResponseDetail& response)
{
    Members members{{"status", {std::int64_t{response.head.status}}},
                    {"reason", {wire::printable(response.head.reason)}},
                    {"version", {response.head.version}}};
    addHeaders(members, response.head, response.length);
    return members;
}

constexpr std::array Types{Type::Note,    Type::Connecting, Type::Resolved, Type::Connected,
                           Type::Secured, Type::Request,    Type::Response, Type::Open,
                           Type::Error,   Type::Closed,     Type::Behaviour};
static_assert(Types.size() == std::variant_size_v<LifeCycle>);

/// The empty detail of a type; of a type without one, that of a note.
template <std::size_t At = 0>
LifeCycle emptyOf(Type type)
{
    if constexpr (At == Types.size()) {
        return NoteDetail();
    } else {
        return type == Types[At] ? std::variant_alternative_t<At, LifeCycle>()
                                 : emptyOf<At + 1>(type);
    }
}

} // namespace

LifeCycle lifeCycleOf(Type type, Members members)
{
    return withMembers(emptyOf(type), std::move(members));
}

Type typeOf(const LifeCycle& detail)
{
    return Types.at(detail.index());
}

LifeCycle withMembers(const LifeCycle& like, Members members)
{
    return std::visit(
        [&]<class T>(const T& detail) -> LifeCycle {
            if constexpr (IsHead<T>) {
                return detail;
            } else {
                return filled<T>(std::move(members));
            }
        },
        like);
}

Members membersOf(const LifeCycle& detail)
{
    return std::visit([](const auto& one) { return membersIn(one); }, detail);
}

std::vector<std::string> malformedMembers(const LifeCycle& detail)
{
    return std::visit(
        []<class T>(const T& one) -> std::vector<std::string> {
            if constexpr (IsHead<T>) {
                return {};
            } else {
                return malformedIn(one);
            }
        },
        detail);
}

} // namespace framescope::timeline
