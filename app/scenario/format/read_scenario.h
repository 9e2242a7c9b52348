// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/model/scenario.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// Reads a scenario file, at most MostYamlBytes of it, and the files that it includes. An error
/// names file, line and column, and what is understood there.
Result<Scenario> readScenario(const QString& path);
/// The same for a text; `path` is for messages, and the folder of other files that it names.
Result<Scenario> scenarioFrom(std::string_view text, const QString& path);

/// The text of the file. Reading it gives the same scenario; what was included is written out.
std::string scenarioText(const Scenario& scenario);

enum class MissingVariables {
    Mistake,
    MayBe ///< unless the name is like another one's
};
/// The first variable of `wanted` that is none of these, as an error; secrets are none.
Result<void> checkVariables(const Scenario& scenario, const std::vector<QString>& given,
                            MissingVariables missing = MissingVariables::Mistake);

} // namespace framescope::scenario
