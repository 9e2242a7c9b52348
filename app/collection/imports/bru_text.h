// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/yaml/yaml_value.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// A block of a .bru file: "headers { … }", "vars:secret [ … ]".
struct BruBlock
{
    std::string name;
    int line = 0;                   ///< from 1
    std::vector<YamlEntry> entries; ///< of a dictionary, in order; names may repeat
    std::vector<std::string> items; ///< of a list
    std::string text;               ///< of a text block, such as a script
};

/// Reads the blocks of a .bru file. A name keeps the '~' before it, which disables it. Errors name
/// `file` and line: a block or a ''' that is not closed, an entry without a colon.
Result<std::vector<BruBlock>> readBru(std::string_view text, const std::string& file);

/// The value of the first entry of that name, or an empty text.
const std::string& valueIn(const BruBlock& block, std::string_view name);

} // namespace framescope::collection
