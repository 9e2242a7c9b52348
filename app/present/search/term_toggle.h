// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::present {

/// Whether an expression demands a term: it stands there outside of any parentheses, in any
/// case of letters, and nothing is offered instead of it by `or`. A term that begins with `-`
/// is found written with `not` too.
bool demandsTerm(std::string_view expression, std::string_view term);

/// The expression without a term that it demands, wherever it stands; parentheses around all
/// that is left go too.
std::string withoutTerm(std::string_view expression, std::string_view term);

} // namespace framescope::present
