// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/byte_search.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// What RE2 knows of a regular expression: a text that has none of these, whatever the case of
/// ASCII letters, does not match. Empty: nothing is known. Precondition: RE2 takes it.
std::vector<std::string> neededLiterals(std::string_view expression, Case matchCase);

} // namespace framescope::filter
