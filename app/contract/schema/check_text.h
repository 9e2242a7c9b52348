// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/value/json_nodes.h"

#include <string>
#include <string_view>

// How violations speak of values.
namespace framescope::contract {

class Pattern;

/// The value as it was sent; a long one is cut.
std::string excerpt(const JsonNodes& json, JsonNodes::Id id);
/// What is said of a value whose check needs a pattern that can't be searched for.
std::string notSearchedFor(const Pattern& pattern);
/// A text of a schema; a long one is cut.
std::string excerpt(std::string_view text);

} // namespace framescope::contract
