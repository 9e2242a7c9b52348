// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "codec/json/json_tokens.h"
#include "collection/yaml/yaml_value.h"

#include <optional>
#include <string>
#include <string_view>

// Contract documents are JSON or YAML. Both become values that know their line and column.
namespace framescope::contract {

using collection::YamlEntry;
using collection::YamlMark;
using collection::YamlValue;

/// Reads the value of a document: JSON if it begins like it, otherwise YAML. Errors name `file`,
/// line and column.
Result<YamlValue> readDocument(std::string_view text, const std::string& file);

/// What a value is in JSON. A text is a number or a word unless it has quotation marks.
codec::JsonKind kindOf(const YamlValue& value);
/// "a string", "an object"
std::string_view kindText(codec::JsonKind kind);

bool isMap(const YamlValue& value);
bool isList(const YamlValue& value);
bool isString(const YamlValue& value);
/// The value of a key; null if the value is no map or has no such key.
const YamlValue* at(const YamlValue& value, std::string_view key);
/// The string of a key; empty if there is none.
std::string_view stringAt(const YamlValue& value, std::string_view key);

/// The value as JSON text without white space.
std::string jsonText(const YamlValue& value);

/// One step of a JSON pointer, escaped.
std::string pointerStep(std::string_view key);
/// Takes the first step off a pointer that begins with '/'.
std::string takeStep(std::string_view& pointer);
/// The value of a key, or the item of that number; null if there is none.
const YamlValue* child(const YamlValue& value, std::string_view step);

} // namespace framescope::contract
