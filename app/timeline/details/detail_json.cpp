// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/details/detail_json.h"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

namespace framescope::timeline {

namespace {

using Json = nlohmann::ordered_json;

/// Writes one line, or several if `indent` is not negative.
std::string jsonText(const Json& json, int indent = -1)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

void removeRepeated(Members& members)
{
    std::set<std::string_view> names;
    std::vector<bool> repeated(members.size());
    for (std::size_t i = members.size(); i-- > 0;) {
        repeated[i] = !names.insert(members[i].name).second;
    }
    if (names.size() == members.size()) {
        return;
    }
    Members kept;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!repeated[i]) {
            kept.push_back(std::move(members[i]));
        }
    }
    members = std::move(kept);
}

/// Builds the members of an object. Each function returns whether to continue.
class MembersReader final : public nlohmann::json_sax<Json>
{
public:
    Members take() { return std::move(members_); }

    bool null() override { return add({}); }
    bool boolean(bool value) override { return add({value}); }
    bool number_integer(number_integer_t value) override { return add({std::int64_t{value}}); }
    bool number_unsigned(number_unsigned_t value) override { return add({std::uint64_t{value}}); }
    bool number_float(number_float_t value, const string_t& /*text*/) override
    {
        return add({value});
    }
    bool string(string_t& value) override { return add({std::move(value)}); }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*elements*/) override { return start({Members()}); }
    bool key(string_t& name) override
    {
        names_.back() = std::move(name);
        return true;
    }
    bool end_object() override { return end(); }
    bool start_array(std::size_t /*elements*/) override
    {
        return !open_.empty() && start({List()});
    }
    bool end_array() override { return end(); }
    bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        return false;
    }

private:
    bool start(Value value)
    {
        open_.push_back(std::move(value));
        names_.emplace_back();
        return open_.size() <= MaxDepth;
    }

    bool end()
    {
        Value value = std::move(open_.back());
        open_.pop_back();
        names_.pop_back();
        if (Members* members = value.as<Members>()) {
            removeRepeated(*members);
            if (open_.empty()) {
                members_ = std::move(*members);
                return true;
            }
        }
        return add(std::move(value));
    }

    bool add(Value value)
    {
        if (open_.empty() || ++count_ > MaxValues) {
            return false;
        }
        if (List* list = open_.back().as<List>()) {
            list->push_back(std::move(value));
        } else if (Members* members = open_.back().as<Members>()) {
            members->push_back({std::move(names_.back()), std::move(value)});
        }
        return true;
    }

    Members members_;
    std::vector<Value> open_;
    std::vector<std::string> names_; ///< by open container: its next member
    std::size_t count_ = 0;
};

void put(std::string& json, const Value& value);

void put(std::string& json, std::monostate /*null*/)
{
    json += "null";
}

template <class T>
void put(std::string& json, const T& scalar)
{
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
        json += std::to_string(scalar);
    } else {
        json += jsonText(scalar);
    }
}

/// Plain texts, which most are, need no library.
void put(std::string& json, const std::string& text)
{
    const bool isPlain = std::ranges::all_of(
        text, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (isPlain) {
        json.append(1, '"').append(text) += '"';
    } else {
        json += jsonText(text);
    }
}

void put(std::string& json, const List& list)
{
    json += '[';
    for (const Value& element : list) {
        json += &element == &list.front() ? "" : ",";
        put(json, element);
    }
    json += ']';
}

void put(std::string& json, const Members& members)
{
    json += '{';
    for (const Member& member : members) { // names are unique
        json += &member == &members.front() ? "" : ",";
        put(json, member.name);
        json += ':';
        put(json, member.value);
    }
    json += '}';
}

/// Recursive: values are no deeper than parseMembers allows.
void put(std::string& json, const Value& value)
{
    std::visit([&json](const auto& content) { put(json, content); }, value.content);
}

} // namespace

std::optional<Members> parseMembers(std::string_view json)
{
    MembersReader reader;
    if (!Json::sax_parse(json, &reader)) {
        return std::nullopt;
    }
    return reader.take();
}

std::string toJson(const Members& members)
{
    std::string json;
    put(json, members);
    return json;
}

std::string toJson(const LifeCycle& detail)
{
    return toJson(membersOf(detail));
}

std::string toIndentedJson(const Members& members)
{
    return jsonText(Json::parse(toJson(members)), 2);
}

std::string textOf(const Value& value)
{
    if (const auto* text = value.as<std::string>()) {
        return *text;
    }
    std::string json;
    put(json, value);
    return json;
}

} // namespace framescope::timeline
