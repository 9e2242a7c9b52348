// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/value/json_nodes.h"

#include "base/bytes.h"
#include "codec/json/byte_order_mark.h"
#include "codec/json/decimal.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_reader.h"
#include "codec/value_text.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace framescope::contract {

using codec::Decimal;
using codec::JsonKind;

namespace {

std::string unescaped(std::string_view quoted)
{
    return codec::unescape(asBytes(quoted), codec::Unpaired::Replaced);
}

} // namespace

/// Takes what codec::readJson finds.
class JsonNodes::Sink
{
public:
    explicit Sink(JsonNodes& to) : to_(to) {}

    bool key(std::size_t begin, std::size_t end, bool hasEscapes)
    {
        const std::string_view quoted = to_.text_.substr(begin, end - begin);
        if (hasEscapes) {
            key_ = to_.keys_.emplace_back(unescaped(quoted));
        } else {
            key_ = quoted.substr(1, quoted.size() - 2);
        }
        return true;
    }

    bool scalar(JsonKind kind, std::size_t begin, std::size_t end, bool hasEscapes)
    {
        return add(kind, begin, end, hasEscapes);
    }

    bool open(std::size_t begin, bool isObject)
    {
        if (to_.open_.size() >= MaxDepth) {
            return fail(begin, "more than " + std::to_string(MaxDepth) + " levels are not read",
                        true);
        }
        const auto id = static_cast<Id>(to_.nodes_.size());
        if (!add(isObject ? JsonKind::Object : JsonKind::Array, begin, begin, false)) {
            return false;
        }
        to_.open_.push_back(id);
        return true;
    }

    void close(std::size_t end)
    {
        Node& node = to_.nodes_[to_.open_.back()];
        node.end = static_cast<std::uint32_t>(end);
        node.next = static_cast<Id>(to_.nodes_.size());
        if (node.kind == JsonKind::Object && to_.repeated_ == Repeated::LastCounts &&
            to_.repeatsNames(to_.open_.back())) {
            to_.dropRepeated(to_.open_.back());
        }
        to_.open_.pop_back();
    }

    bool isOpen() const { return !to_.open_.empty(); }
    bool isInObject() const { return to_.nodes_[to_.open_.back()].kind == JsonKind::Object; }

    bool fail(std::size_t at, std::string what, bool isLimit = false)
    {
        failure = Failure{at, std::move(what), isLimit};
        return false;
    }

    std::optional<Failure> failure;

private:
    bool add(JsonKind kind, std::size_t begin, std::size_t end, bool hasEscapes)
    {
        const auto id = static_cast<Id>(to_.nodes_.size());
        if (id >= MaxNodes) {
            return fail(begin, "more than " + std::to_string(MaxNodes) + " values are not read",
                        true);
        }
        const Id parent = isOpen() ? to_.open_.back() : Root;
        if (isOpen()) {
            ++to_.nodes_[parent].children;
        }
        to_.nodes_.push_back({.kind = kind,
                              .hasEscapes = hasEscapes,
                              .parent = parent,
                              .next = id + 1,
                              .children = 0,
                              .begin = static_cast<std::uint32_t>(begin),
                              .end = static_cast<std::uint32_t>(end),
                              .key = key_});
        key_ = {};
        return true;
    }

    JsonNodes& to_;
    std::string_view key_;
};

std::optional<JsonNodes::Failure> JsonNodes::read(std::string_view text, Repeated repeated)
{
    text_ = text;
    repeated_ = repeated;
    isContent_ = false;
    nodes_.clear();
    open_.clear();
    keys_.clear();
    if (text.size() > UINT32_MAX) {
        return Failure{0, "more than 4 GiB are not read", true};
    }
    const std::size_t start = text.size() - codec::withoutByteOrderMark(asBytes(text)).size();
    Sink sink(*this);
    codec::readJson(text, start, sink);
    return sink.failure;
}

/// Whether members of an object have the same name; `members_` has them all then, by name.
bool JsonNodes::repeatsNames(Id object)
{
    members_.clear();
    for (Id id = firstChild(object); id < nodes_[object].next; id = nodes_[id].next) {
        members_.push_back(id);
    }
    constexpr std::size_t Few = 16; // which are compared faster than sorted
    bool repeats = members_.size() > Few;
    for (std::size_t i = 1; i < members_.size() && !repeats; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            repeats = repeats || nodes_[members_[i]].key == nodes_[members_[j]].key;
        }
    }
    if (repeats) {
        std::ranges::sort(members_, {}, [this](Id id) { return std::pair(nodes_[id].key, id); });
        repeats = std::ranges::adjacent_find(
                      members_, {}, [this](Id id) { return nodes_[id].key; }) != members_.end();
    }
    return repeats;
}

/// Removes the members of the last object whose name comes again, with what is in them.
void JsonNodes::dropRepeated(Id object)
{
    for (std::size_t i = 0; i + 1 < members_.size(); ++i) {
        if (nodes_[members_[i]].key == nodes_[members_[i + 1]].key) {
            nodes_[members_[i]].parent = Dropped;
            --nodes_[object].children;
        }
    }
    Id to = firstChild(object);
    const auto end = static_cast<Id>(nodes_.size());
    for (Id member = to; member < end;) {
        const Id next = nodes_[member].next;
        const Id shift = member - to;
        const bool stays = nodes_[member].parent != Dropped;
        for (Id id = member; stays && id < next; ++id) {
            nodes_[to] = nodes_[id];
            nodes_[to].next -= shift;
            nodes_[to].parent -= id == member ? 0 : shift;
            ++to;
        }
        member = next;
    }
    nodes_.resize(to);
    nodes_[object].next = to;
}

void JsonNodes::takeAsString(std::string_view content)
{
    text_ = content;
    isContent_ = true;
    nodes_.assign(1, {.kind = JsonKind::String,
                      .next = 1,
                      .end = static_cast<std::uint32_t>(content.size()),
                      .key = {}});
}

std::optional<JsonNodes::Id> JsonNodes::member(Id object, std::string_view key) const
{
    std::optional<Id> found;
    for (Id id = firstChild(object); id < nodes_[object].next; id = nodes_[id].next) {
        if (nodes_[id].key == key) {
            found = id;
        }
    }
    return found;
}

std::string_view JsonNodes::raw(Id id) const
{
    const Node& node = nodes_[id];
    return text_.substr(node.begin, node.end - node.begin);
}

std::string_view JsonNodes::string(Id id, std::string& buffer) const
{
    if (isContent_) {
        return text_;
    }
    const std::string_view quoted = raw(id);
    if (!nodes_[id].hasEscapes) {
        return quoted.substr(1, quoted.size() - 2);
    }
    buffer = unescaped(quoted);
    return buffer;
}

std::string JsonNodes::path(Id id) const
{
    std::string path;
    while (id != Root) {
        const Id parent = nodes_[id].parent;
        if (nodes_[parent].kind == JsonKind::Object) {
            const std::string_view key = nodes_[id].key;
            path.insert(0, codec::memberStep(key, codec::quoted(asBytes(key))));
        } else {
            std::size_t index = 0;
            for (Id at = firstChild(parent); at != id; at = nodes_[at].next) {
                ++index;
            }
            path.insert(0, '[' + std::to_string(index) + ']');
        }
        id = parent;
    }
    return '$' + path;
}

namespace {

using Id = JsonNodes::Id;

std::vector<Id> membersByKey(const JsonNodes& json, Id object)
{
    std::vector<Id> members;
    for (Id id = JsonNodes::firstChild(object); id < json[object].next; id = json[id].next) {
        members.push_back(id);
    }
    std::ranges::stable_sort(members, {}, [&json](Id id) { return json[id].key; });
    return members;
}

bool membersAreEqual(const JsonNodes& a, Id x, const JsonNodes& b, Id y)
{
    return std::ranges::equal(membersByKey(a, x), membersByKey(b, y), [&](Id one, Id two) {
        return a[one].key == b[two].key && areEqual(a, one, b, two);
    });
}

bool itemsAreEqual(const JsonNodes& a, Id x, const JsonNodes& b, Id y)
{
    Id other = JsonNodes::firstChild(y);
    for (Id id = JsonNodes::firstChild(x); id < a[x].next; id = a[id].next) {
        if (!areEqual(a, id, b, other)) {
            return false;
        }
        other = b[other].next;
    }
    return true;
}

std::size_t mixed(std::size_t hash, std::size_t other)
{
    constexpr std::size_t Factor = 0x9E3779B97F4A7C15;
    return (hash ^ (other + Factor + (hash << 6U) + (hash >> 2U))) * Factor;
}

} // namespace

bool areEqual(const JsonNodes& a, Id x, const JsonNodes& b, Id y)
{
    if (a[x].kind != b[y].kind || a[x].children != b[y].children) {
        return false;
    }
    switch (a[x].kind) {
    case JsonKind::Object:
        return membersAreEqual(a, x, b, y);
    case JsonKind::Array:
        return itemsAreEqual(a, x, b, y);
    case JsonKind::String: {
        std::string one;
        std::string two;
        return a.string(x, one) == b.string(y, two);
    }
    case JsonKind::Number: {
        const auto one = Decimal::parse(a.raw(x));
        const auto two = Decimal::parse(b.raw(y));
        return one && two && *one == *two;
    }
    default:
        return true;
    }
}

std::size_t hashOf(const JsonNodes& json, Id id)
{
    const JsonNodes::Node& node = json[id];
    std::size_t hash = static_cast<std::size_t>(node.kind) + 1;
    std::string buffer;
    switch (node.kind) {
    case JsonKind::Object:
        for (Id at = JsonNodes::firstChild(id); at < node.next; at = json[at].next) {
            hash += mixed(std::hash<std::string_view>()(json[at].key), hashOf(json, at));
        }
        return hash;
    case JsonKind::Array:
        for (Id at = JsonNodes::firstChild(id); at < node.next; at = json[at].next) {
            hash = mixed(hash, hashOf(json, at));
        }
        return hash;
    case JsonKind::String:
        return mixed(hash, std::hash<std::string_view>()(json.string(id, buffer)));
    case JsonKind::Number: {
        const auto number = Decimal::parse(json.raw(id));
        return mixed(hash, number ? number->hash() : 0);
    }
    default:
        return hash;
    }
}

} // namespace framescope::contract
