// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/yaml/yaml_value.h"

#include <string>

namespace framescope::scenario {

/// A value of YAML as JSON text: numbers, true and false are such without quotation marks alone.
std::string jsonOf(const collection::YamlValue& value);

/// A JSON text as YAML, on one line. Null if it is not JSON.
collection::YamlValue yamlOf(const std::string& json);

/// The same value, to be written on one line.
collection::YamlValue onOneLine(collection::YamlValue value);

} // namespace framescope::scenario
