// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// A value in a JSON text that is no object and no array.
struct JsonLeaf
{
    std::string path;  ///< "$.items[0].id"
    std::string key;   ///< the last name in it; may be empty
    std::string value; ///< of a string its text, otherwise as it is written
    bool isString = false;
    bool isNumber = false;
    std::size_t begin = 0; ///< of the value in the text; of a string, behind its quote
    std::size_t end = 0;
};

/// The first leaves of a JSON object or array, in their order; empty if the text is neither. Paths
/// are at most as deep as a JsonPath, and of long arrays the first items are taken.
std::vector<JsonLeaf> jsonLeaves(std::string_view text, std::size_t most = 64);

} // namespace framescope::scenario
