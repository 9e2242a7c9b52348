// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/mistake.h"

#include <string>
#include <string_view>

namespace framescope::cli {

/// The expression with the mistake marked under it; a long expression is cut around the mistake:
///   dir:inn
///       ^~~
/// Two lines, each with its end.
std::string markedMistake(std::string_view expression, const filter::Mistake& mistake);

} // namespace framescope::cli
