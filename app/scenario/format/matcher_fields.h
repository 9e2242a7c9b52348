// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/matcher.h"

#include <span>

namespace framescope::scenario {

std::span<const Field<Matcher>> matcherFields();
std::vector<std::string> jsonOperators();

/// A text that must be equal, a map of conditions, or nothing, which fits everything.
Matcher readMatcher(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeMatcher(const Matcher& matcher);

/// Names of header fields, each with a matcher of its value.
HeaderMatchers readHeaderMatchers(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeHeaderMatchers(const HeaderMatchers& headers);

} // namespace framescope::scenario
