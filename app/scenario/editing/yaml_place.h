// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// Where a place in a YAML text is, also while the text can't be read yet.
struct YamlPlace
{
    /// The keys around it, from the outside inwards; "-" is an item of a list.
    std::vector<std::string> path;
    /// The key whose value is written there; empty: a key is.
    std::string key;
    std::size_t begin = 0;    ///< of what is written there
    std::string_view written; ///< from there to the place, with a quotation mark before it
    bool isComment = false;   ///< or in a text of several lines
    bool isFlow = false;      ///< in braces or brackets
};

YamlPlace yamlPlaceAt(std::string_view text, std::size_t cursor);

/// A key of a YAML text.
struct YamlKey
{
    std::vector<std::string> path; ///< the keys around it
    std::string key;
    std::size_t value = 0; ///< where its value begins
};
std::vector<YamlKey> yamlKeysIn(std::string_view text);

} // namespace framescope::scenario
