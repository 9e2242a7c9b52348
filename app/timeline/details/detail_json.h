// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/life_cycle.h"
#include "timeline/details/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::timeline {

// The one place where the details of events are JSON.

/// What is nested deeper, or has more values, is not taken for JSON.
inline constexpr std::size_t MaxDepth = 64;
inline constexpr std::size_t MaxValues = 2048;

/// The members of an object; nothing where the text is none, or passes these limits. Of members
/// with the same name the last one holds.
std::optional<Members> parseMembers(std::string_view json);

// Bytes that are not UTF-8 become U+FFFD.
std::string toJson(const Members& members);
std::string toJson(const LifeCycle& detail);
/// On several lines.
std::string toIndentedJson(const Members& members);

/// A text as it is, anything else as JSON.
std::string textOf(const Value& value);

} // namespace framescope::timeline
