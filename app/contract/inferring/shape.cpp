// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/inferring/shape.h"

#include "base/text/utf8_validator.h"
#include "contract/schema/formats.h"

#include <algorithm>
#include <utility>

namespace framescope::contract {

using codec::JsonKind;

namespace {

/// Formats that tell something about a string, the most special first.
constexpr auto Told =
    std::to_array<std::string_view>({"uuid", "date-time", "date", "ipv4", "email", "uri"});

std::size_t indexOf(JsonKind kind)
{
    return static_cast<std::size_t>(kind);
}

} // namespace

void Shape::add(const JsonNodes& json, JsonNodes::Id id, std::size_t& budget, int depth)
{
    const JsonNodes::Node& node = json[id];
    ++count_;
    ++kinds_[indexOf(node.kind)];
    isDeep_ = isDeep_ || depth >= MostDepth;
    std::string buffer;
    if (node.kind == JsonKind::Number) {
        const auto number = codec::Decimal::parse(json.raw(id));
        onlyWhole_ = onlyWhole_ && number && number->isWhole();
    } else if (node.kind == JsonKind::String) {
        addText(json.string(id, buffer));
    }
    for (auto at = JsonNodes::firstChild(id); at < node.next && !isDeep_; at = json[at].next) {
        if (node.kind == JsonKind::Array) {
            if (!items_ && budget == 0) {
                isDeep_ = true;
                break;
            }
            if (!items_) {
                --budget;
                items_ = std::make_unique<Shape>();
            }
            items_->add(json, at, budget, depth + 1);
            continue;
        }
        auto found = members_.find(json[at].key);
        const bool isWritable = json[at].key.size() <= LongestKey && isUtf8(asBytes(json[at].key));
        if (found == members_.end() &&
            (members_.size() >= MostMembers || budget == 0 || !isWritable)) {
            hasManyMembers_ = true;
            continue;
        }
        if (found == members_.end()) {
            --budget;
            found = members_.emplace(json[at].key, std::make_unique<Shape>()).first;
        }
        Shape& member = *found->second;
        if (std::exchange(member.lastHolder_, count_) != count_) { // a key may come twice
            ++member.holders_;
        }
        member.add(json, at, budget, depth + 1);
    }
}

void Shape::addText(std::string_view text)
{
    for (std::size_t i = 0; i < Told.size(); ++i) {
        if ((formats_ >> i & 1U) != 0 && !findFormat(Told[i])->fits(text)) {
            formats_ &= ~(1U << i);
        }
    }
    if (hasManyTexts_ || (texts_.size() >= MostValues && !texts_.contains(std::string(text))) ||
        text.size() > LongestValue || !isUtf8(asBytes(text))) {
        hasManyTexts_ = true;
        texts_.clear();
    } else {
        texts_.emplace(text);
    }
}

YamlValue Shape::schema(const SecretTests& secrets, std::string_view name) const
{
    YamlValue schema = YamlValue::map();
    YamlValue types = YamlValue::list({}, YamlValue::Style::Line);
    const auto add = [&](const char* type, bool is) {
        if (is) {
            types.items.push_back(YamlValue::of(type));
        }
    };
    const auto seen = [this](JsonKind kind) { return kinds_[indexOf(kind)] > 0; };
    if (isDeep_) {
        return YamlValue::plain("true");
    }
    add("object", seen(JsonKind::Object));
    add("array", seen(JsonKind::Array));
    add("string", seen(JsonKind::String));
    add(onlyWhole_ ? "integer" : "number", seen(JsonKind::Number));
    add("boolean", seen(JsonKind::True) || seen(JsonKind::False));
    add("null", seen(JsonKind::Null));
    schema.add("type", types.items.size() == 1 ? types.items[0] : types);
    if (seen(JsonKind::String)) {
        const YamlValue listed = values(secrets, name);
        const auto format = std::ranges::find_if(
            Told, [&](const auto& one) { return (formats_ >> (&one - Told.data()) & 1U) != 0; });
        if (types.items.size() == 1 && !listed.items.empty()) {
            schema.add("enum", listed);
        } else if (format != Told.end()) {
            schema.add("format", YamlValue::of(*format));
        }
    }
    if (seen(JsonKind::Object)) {
        schema = objectSchema(std::move(schema), secrets);
    }
    if (items_) {
        schema.add("items", items_->schema(secrets, name));
    }
    return schema;
}

/// The values that strings have, if they are few and come again and again.
YamlValue Shape::values(const SecretTests& secrets, std::string_view name) const
{
    constexpr std::uint64_t OftenEnough = 3; // on average
    YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
    const bool isTelling = !hasManyTexts_ && count_ >= texts_.size() * OftenEnough &&
                           count_ >= 2 * OftenEnough && texts_.size() > 1 &&
                           !secrets.isName(name) && std::ranges::none_of(texts_, secrets.isText);
    for (const std::string& text : texts_) {
        if (isTelling) {
            list.items.push_back(YamlValue::of(text));
        }
    }
    return list;
}

YamlValue Shape::objectSchema(YamlValue schema, const SecretTests& secrets) const
{
    const std::uint64_t objects = kinds_[indexOf(JsonKind::Object)];
    YamlValue required = YamlValue::list({}, YamlValue::Style::Line);
    YamlValue properties = YamlValue::map();
    if (hasManyMembers_) { // the keys are data
        return schema;
    }
    for (const auto& [key, member] : members_) {
        if (member->holders_ == objects) {
            required.items.push_back(YamlValue::of(key));
        }
        properties.add(key, member->schema(secrets, key));
    }
    if (!required.items.empty()) {
        schema.add("required", std::move(required));
    }
    if (!properties.entries.empty()) {
        schema.add("properties", std::move(properties));
    }
    return schema;
}

} // namespace framescope::contract
