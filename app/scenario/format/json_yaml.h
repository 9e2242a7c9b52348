// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/yaml/yaml_value.h"

#include <optional>
#include <string>

namespace framescope::scenario {

/// Whether YAML takes a text without quotation marks for a number or a truth value.
bool isTypedScalar(const collection::YamlValue& value);

/// The number as JSON writes it, of a text without quotation marks that YAML takes for one and JSON
/// does not: .5, +1, 0x10, 01. Empty for one that JSON does not have: .inf.
std::optional<std::string> foreignNumber(const collection::YamlValue& value);

/// A value of YAML as JSON text: numbers, true and false are such without quotation marks alone.
std::string jsonOf(const collection::YamlValue& value);

/// A JSON text as YAML, on one line. Null if it is not JSON.
collection::YamlValue yamlOf(const std::string& json);

/// The same value, to be written on one line.
collection::YamlValue onOneLine(collection::YamlValue value);

} // namespace framescope::scenario
