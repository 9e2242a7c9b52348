// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::present {

/// Whether an expression requires a term: it contains the term outside of any parentheses, in any
/// case of letters, and no `or` there offers an alternative. A term that begins with `-` is also
/// found written with `not`.
bool demandsTerm(std::string_view expression, std::string_view term);

/// Returns the expression without all occurrences of a term that it requires, and without
/// parentheses that would then enclose everything.
std::string withoutTerm(std::string_view expression, std::string_view term);

} // namespace framescope::present
