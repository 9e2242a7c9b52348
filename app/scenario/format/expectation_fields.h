// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/expectation.h"

#include <span>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A kind of expectation, and the keys of the map that says more of it.
struct ExpectationKind
{
    const char* key;
    Expectation::Kind kind;
    void (*read)(const collection::YamlValue& value, Expectation& into, Reading& reading);
    collection::YamlValue (*write)(const Expectation& from);
    std::vector<std::string> (*keys)(); ///< null if it has no map of its own
};
std::span<const ExpectationKind> expectationKinds();

/// Where an expectation stands.
enum class ExpectationRole { Step, OfAnyOrder, OfOneOf };
/// The keys that may be beside its kind: a list has one time for all that is in it.
std::vector<std::string> keysBeside(ExpectationRole role);

/// A word like "open", or a map with one of the kinds.
Expectation readExpectation(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeExpectation(const Expectation& expectation);

} // namespace framescope::scenario
