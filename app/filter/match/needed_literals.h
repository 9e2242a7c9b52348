// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/byte_search.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// Literals of a regular expression, from RE2: a text that contains none of them, in any case of
/// ASCII letters, does not match. Empty if none are known. Precondition: RE2 accepts the
/// expression.
std::vector<std::string> neededLiterals(std::string_view expression, Case matchCase);

} // namespace framescope::filter
