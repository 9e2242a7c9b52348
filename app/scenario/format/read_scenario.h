// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/yaml/yaml_value.h"
#include "scenario/model/scenario.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// Why a file is no scenario: the first mistake, and all of them.
struct ScenarioMistakes : Error
{
    std::vector<collection::YamlMistake> all; ///< in the order of their lines
    Scenario understood;                      ///< what the file says apart from them
    bool isWhole = false; ///< whether `understood` has all variables that are given a value
};
template <class T>
using ScenarioResult = tl::expected<T, ScenarioMistakes>;

/// Reads a scenario file, at most MostYamlBytes of it, and the files that it includes. A mistake
/// names file, line and column, and what is understood there; that of an included file is at the
/// place of its name.
ScenarioResult<Scenario> readScenario(const QString& path);
/// The same for a text; `path` is for messages, and the folder of other files that it names.
ScenarioResult<Scenario> scenarioFrom(std::string_view text, const QString& path);

/// The text of the file. Reading it gives the same scenario; what was included is written out.
std::string scenarioText(const Scenario& scenario);

/// A variable that has no value.
struct MissingVariable
{
    std::string name;
    collection::YamlMistake mistake;
    bool isMisspelt = false; ///< probably: the name is like another one's
};
/// The variables of `wanted` that are none of these; secrets are left out.
std::vector<MissingVariable> missingVariables(const Scenario& scenario,
                                              const std::vector<QString>& given);
/// The first of them as an error.
Result<void> checkVariables(const Scenario& scenario, const std::vector<QString>& given);

} // namespace framescope::scenario
