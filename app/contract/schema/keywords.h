// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/place.h"
#include "contract/schema/rules.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace framescope::contract {

class Compiler;

/// What the value of a keyword holds.
enum class Holds : std::uint8_t {
    Data,
    Schema,
    SchemaList,
    SchemaMap, ///< of some keywords also lists of names
    SchemaOrList
};

/// A keyword of JSON Schema. A new one needs a row, and a class for its check.
struct Keyword
{
    const char* name;
    Holds holds;
    Draft from;
    Draft to;
    /// Null if the keyword says nothing by itself. The value is that of the keyword in the schema.
    CheckPtr (*compile)(Compiler& compiler, const Place& schema, const YamlValue& value);
};

/// All keywords, in the order in which they are checked.
std::span<const Keyword> keywords();
/// Null if there is no such keyword.
const Keyword* findKeyword(std::string_view name);

// The functions of the rows.
using Compile = CheckPtr(Compiler& compiler, const Place& schema, const YamlValue& value);
Compile compileType, compileEnum, compileConst;
Compile compileRef, compileAllOf, compileAnyOf, compileOneOf, compileNot, compileIf;
Compile compileMinimum, compileMaximum, compileExclusiveMinimum, compileExclusiveMaximum,
    compileMultipleOf;
Compile compileMinLength, compileMaxLength, compilePattern, compileFormat;
Compile compileRequired, compileMinProperties, compileMaxProperties, compileProperties,
    compilePatternProperties, compileAdditionalProperties, compilePropertyNames,
    compileDependencies, compileUnevaluatedProperties;
Compile compileItems, compilePrefixItems, compileAdditionalItems, compileContains, compileMinItems,
    compileMaxItems, compileUniqueItems, compileUnevaluatedItems;

} // namespace framescope::contract
