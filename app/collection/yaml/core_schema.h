// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/yaml/yaml_value.h"

#include <optional>
#include <string>

// What texts without quotation marks are in YAML (1.2.2, 10.3.2: the core schema).
namespace framescope::collection {

/// Whether a text is a number or a truth value as JSON writes it.
bool isTypedScalar(const YamlValue& value);

/// The number or truth value as JSON writes it, of a text that is one for YAML and not for JSON:
/// .5, +1, 0x10, 01, True. Empty for a number that JSON does not have: .inf. nullopt for any other
/// value.
std::optional<std::string> jsonForm(const YamlValue& value);

} // namespace framescope::collection
