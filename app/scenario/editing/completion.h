// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <string_view>
#include <vector>

namespace framescope::scenario {

/// Proposes keys, values, variables and parts of filters at a place of a scenario file, which may
/// be unfinished. `cursor` is in bytes. `variables`: names from outside the file, such as those of
/// the environment; those that the text gives a value are found.
filter::Completions completionsAt(std::string_view text, std::size_t cursor,
                                  const std::vector<std::string>& variables = {});

} // namespace framescope::scenario
