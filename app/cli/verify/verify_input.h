// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/model/scenario.h"
#include "scenario/verify/run_options.h"

#include <memory>
#include <string>
#include <vector>

namespace framescope::cli {

/// The files and values that a command line of `verify` names.
struct VerifyArguments
{
    std::vector<std::string> files;
    std::vector<std::string> variables; ///< NAME=VALUE
    std::string environment;            ///< a file; may be empty
    bool checkOnly = false;
};

/// One run: a scenario with the values of a row of its matrix.
struct PlannedRun
{
    std::shared_ptr<const scenario::Scenario> scenario;
    scenario::Values values;
};

struct VerifyInput
{
    std::vector<PlannedRun> runs;
    scenario::RunOptions options;
};

/// Reads the files and the values. With `checkOnly`, a variable may have no value, unless its name
/// is probably misspelt.
Result<VerifyInput> verifyInput(const VerifyArguments& arguments);

} // namespace framescope::cli
