// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/life_cycle.h"
#include "timeline/details/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::timeline {

// Conversion between details of events and JSON, which is done nowhere else.

/// The deepest nesting and the most values that are read.
inline constexpr std::size_t MaxDepth = 64;
inline constexpr std::size_t MaxValues = 2048;

/// Parses an object; nullopt if the text is none or exceeds these limits. Of members with the same
/// name, the last one is kept.
std::optional<Members> parseMembers(std::string_view json);

// Writes one line; bytes that are not UTF-8 become U+FFFD.
std::string toJson(const Members& members);
std::string toJson(const LifeCycle& detail);
/// The same on several lines.
std::string toIndentedJson(const Members& members);

/// A text as it is; any other value as JSON.
std::string textOf(const Value& value);

} // namespace framescope::timeline
