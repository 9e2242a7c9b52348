// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/details/detail_json.h"

#include <set>
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

Json jsonOf(const Value& value);

Json jsonOf(const Members& members)
{
    Json::object_t object;
    object.reserve(members.size());
    for (const Member& member : members) {
        object.emplace_back(member.name, jsonOf(member.value)); // names are unique
    }
    return object;
}

Json jsonOf(const List& list)
{
    Json array = Json::array();
    for (const Value& element : list) {
        array.push_back(jsonOf(element));
    }
    return array;
}

Json jsonOf(std::monostate /*null*/)
{
    return nullptr;
}

template <class T>
Json jsonOf(const T& scalar)
{
    return scalar;
}

/// Recursive: values are no deeper than parseMembers allows.
Json jsonOf(const Value& value)
{
    return std::visit([](const auto& content) { return jsonOf(content); }, value.content);
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
    return jsonText(jsonOf(members));
}

std::string toJson(const LifeCycle& detail)
{
    return toJson(membersOf(detail));
}

std::string toIndentedJson(const Members& members)
{
    return jsonText(jsonOf(members), 2);
}

std::string textOf(const Value& value)
{
    const auto* text = value.as<std::string>();
    return text ? *text : jsonText(jsonOf(value));
}

} // namespace framescope::timeline
