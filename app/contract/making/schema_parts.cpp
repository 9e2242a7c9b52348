// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/making/schema_parts.h"

#include <algorithm>
#include <array>

namespace framescope::contract {

SchemaParts::SchemaParts(const Document& document, const Place& schema, Dice& dice)
    : document_(document), dice_(dice)
{
    add(schema, 0);
}

void SchemaParts::add(Place schema, int depth)
{
    constexpr int MostDeep = 20;
    constexpr std::size_t MostParts = 200;
    if (depth > MostDeep || parts_.size() >= MostParts) {
        return;
    }
    if (at(*schema.value, "$ref")) {
        if (schema.draft == Draft::Draft2019 || schema.draft == Draft::Draft2020) {
            parts_.push_back(schema); // what stands beside the $ref holds too
        }
        schema = document_.followed(schema);
    }
    parts_.push_back(schema);
    const Place here = schema;
    if (const YamlValue* list = at(*here.value, "allOf")) {
        const Place place = here.inner("allOf", *list);
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            add(place.inner(std::to_string(i), list->items[i]), depth + 1);
        }
    }
    for (const char* keyword : {"oneOf", "anyOf"}) {
        const YamlValue* list = at(*here.value, keyword);
        if (list && !list->items.empty()) {
            const std::size_t which = dice_.below(list->items.size());
            add(here.inner(keyword, *list).inner(std::to_string(which), list->items[which]),
                depth + 1);
        }
    }
}

Place SchemaParts::find(std::string_view keyword) const
{
    for (const Place& part : parts_) {
        if (const YamlValue* value = at(*part.value, keyword)) {
            return part.inner(keyword, *value);
        }
    }
    return {};
}

std::string SchemaParts::type() const
{
    if (const YamlValue* type = value("type")) {
        if (!isList(*type)) {
            return type->text;
        }
        const auto other = std::ranges::find_if(
            type->items, [](const YamlValue& item) { return item.text != "null"; });
        return other == type->items.end() ? "null" : other->text;
    }
    using Keywords = std::vector<const char*>;
    const std::array<std::pair<const char*, Keywords>, 4> about{
        {{"object", {"properties", "required", "additionalProperties", "patternProperties"}},
         {"array", {"items", "prefixItems", "minItems", "contains"}},
         {"number", {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}},
         {"string", {"format", "pattern", "minLength", "maxLength"}}}};
    for (const auto& [name, keywords] : about) {
        if (std::ranges::any_of(keywords, [this](const char* key) { return value(key); })) {
            return name;
        }
    }
    return "string";
}

} // namespace framescope::contract
