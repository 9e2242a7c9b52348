// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/byte_search.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// The literals, according to RE2, of which a text must contain at least one to match a regular
/// expression, ignoring the case of ASCII letters. Empty if none are known. Precondition: RE2
/// accepts the expression.
std::vector<std::string> neededLiterals(std::string_view expression, Case matchCase);

} // namespace framescope::filter
