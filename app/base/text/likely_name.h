// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace framescope {

/// The name that was probably meant by a misspelt one: it differs in few letters, or one begins
/// with the other. Empty if none is near.
std::string likelyName(std::string_view typed, std::span<const std::string> names);

} // namespace framescope
