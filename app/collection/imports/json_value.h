// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/yaml/yaml_value.h"

#include <string>
#include <string_view>

namespace framescope::collection {

/// Reads a JSON text as the values of a YAML document, which JSON nearly is: yaml-cpp does not take
/// all of its escapes and white space. Errors name `file`, line and column: invalid JSON, more than
/// 64 levels.
Result<YamlValue> readJsonValue(std::string_view text, const std::string& file);

} // namespace framescope::collection
