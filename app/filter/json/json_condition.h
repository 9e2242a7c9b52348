// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"

namespace framescope::filter {

/// Matches if the payload is JSON and a value at the list's path fits one of the values; without
/// values, if there is any value at the path. Numbers of any size compare exactly, even a number in
/// a JSON string, unless the filter's value is in quotes.
Made jsonCondition(const ValueList& values, Slots& slots);

/// Whether the payload is JSON.
bool isJson(Candidate& event);

} // namespace framescope::filter
