// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"

namespace framescope::filter {

/// The payload is JSON and has a value at the path of the list that compares with one of the
/// values; without values, any. Numbers are compared by what they are, whatever their size; in a
/// string too, unless the value is in quotes.
Made jsonCondition(const ValueList& values, Slots& slots);

/// The payload is JSON.
bool isJson(Candidate& event);

} // namespace framescope::filter
