// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <string>
#include <vector>

namespace framescope::scenario {

struct ScenarioFile
{
    QString path;
    bool isNamed = false; ///< itself, and not by its folder
};

/// The files that these names of files and folders stand for, each once. Of a folder and the
/// folders in it: names that end in .scenario.yaml or .scenario.yml, and other .yaml and .yml files
/// that have `steps:` at the beginning of a line; sorted. Links to folders within it are not
/// followed. Errors: nothing of that name, a folder that can't be read or has no scenario.
Result<std::vector<ScenarioFile>> scenarioFiles(const std::vector<std::string>& names);

} // namespace framescope::scenario
