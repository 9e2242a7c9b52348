// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// What the first group of a regular expression (as it is written: /…/ or /…/i) finds in a text;
/// all that it finds if it has no group. Nullopt if it finds nothing.
Result<std::optional<std::string>> firstGroup(std::string_view expression, std::string_view text);

} // namespace framescope::scenario
