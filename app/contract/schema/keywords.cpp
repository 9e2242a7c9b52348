// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/keywords.h"

#include <algorithm>
#include <array>

namespace framescope::contract {

namespace {

using enum Draft;

constexpr Holds Data = Holds::Data;
constexpr Holds OneSchema = Holds::Schema;
constexpr Holds SchemaList = Holds::SchemaList;
constexpr Holds SchemaMap = Holds::SchemaMap;
constexpr Holds SchemaOrList = Holds::SchemaOrList;

constexpr auto KeywordTable = std::to_array<Keyword>({
    {"$ref", Data, Draft4, Draft2020, compileRef},
    {"$dynamicRef", Data, Draft2020, Draft2020, compileRef},
    {"$recursiveRef", Data, Draft2019, Draft2019, compileRef},
    {"definitions", SchemaMap, Draft4, Draft2020, nullptr},
    {"$defs", SchemaMap, Draft2019, Draft2020, nullptr},
    {"type", Data, Draft4, Draft2020, compileType},
    {"const", Data, Draft6, Draft2020, compileConst},
    {"enum", Data, Draft4, Draft2020, compileEnum},
    {"minimum", Data, Draft4, Draft2020, compileMinimum},
    {"maximum", Data, Draft4, Draft2020, compileMaximum},
    {"exclusiveMinimum", Data, Draft6, Draft2020, compileExclusiveMinimum},
    {"exclusiveMaximum", Data, Draft6, Draft2020, compileExclusiveMaximum},
    {"multipleOf", Data, Draft4, Draft2020, compileMultipleOf},
    {"minLength", Data, Draft4, Draft2020, compileMinLength},
    {"maxLength", Data, Draft4, Draft2020, compileMaxLength},
    {"pattern", Data, Draft4, Draft2020, compilePattern},
    {"format", Data, Draft4, Draft2020, compileFormat},
    {"required", Data, Draft4, Draft2020, compileRequired},
    {"minProperties", Data, Draft4, Draft2020, compileMinProperties},
    {"maxProperties", Data, Draft4, Draft2020, compileMaxProperties},
    {"propertyNames", OneSchema, Draft6, Draft2020, compilePropertyNames},
    {"properties", SchemaMap, Draft4, Draft2020, compileProperties},
    {"patternProperties", SchemaMap, Draft4, Draft2020, compilePatternProperties},
    {"additionalProperties", OneSchema, Draft4, Draft2020, compileAdditionalProperties},
    {"dependencies", SchemaMap, Draft4, Draft2020, compileDependencies},
    {"dependentRequired", Data, Draft2019, Draft2020, compileDependencies},
    {"dependentSchemas", SchemaMap, Draft2019, Draft2020, compileDependencies},
    {"minItems", Data, Draft4, Draft2020, compileMinItems},
    {"maxItems", Data, Draft4, Draft2020, compileMaxItems},
    {"uniqueItems", Data, Draft4, Draft2020, compileUniqueItems},
    {"prefixItems", SchemaList, Draft2020, Draft2020, compilePrefixItems},
    {"items", SchemaOrList, Draft4, Draft2020, compileItems},
    {"additionalItems", OneSchema, Draft4, Draft2019, compileAdditionalItems},
    {"contains", OneSchema, Draft6, Draft2020, compileContains},
    {"allOf", SchemaList, Draft4, Draft2020, compileAllOf},
    {"anyOf", SchemaList, Draft4, Draft2020, compileAnyOf},
    {"oneOf", SchemaList, Draft4, Draft2020, compileOneOf},
    {"not", OneSchema, Draft4, Draft2020, compileNot},
    {"if", OneSchema, Draft7, Draft2020, compileIf},
    {"then", OneSchema, Draft7, Draft2020, nullptr},
    {"else", OneSchema, Draft7, Draft2020, nullptr},
    // They look at what the others have left over.
    {"unevaluatedProperties", OneSchema, Draft2019, Draft2020, compileUnevaluatedProperties},
    {"unevaluatedItems", OneSchema, Draft2019, Draft2020, compileUnevaluatedItems},
});

} // namespace

std::span<const Keyword> keywords()
{
    return KeywordTable;
}

const Keyword* findKeyword(std::string_view name)
{
    const auto found = std::ranges::find(
        KeywordTable, name, [](const Keyword& row) { return std::string_view(row.name); });
    return found == KeywordTable.end() ? nullptr : &*found;
}

} // namespace framescope::contract
