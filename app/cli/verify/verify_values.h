// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/environment.h"
#include "scenario/verify/run_options.h"
#include "scenario/verify/run_plan.h"

#include <QString>

#include <map>
#include <string>
#include <vector>

namespace framescope::cli {

/// The values of --env and --var.
struct VerifyValues
{
    collection::Environment environment;
    std::map<QString, QString> all;   ///< of both
    std::map<QString, QString> fixed; ///< of --var alone
};

/// `variables`: NAME=VALUE each. `file` may be empty.
Result<VerifyValues> verifyValues(const std::vector<std::string>& variables,
                                  const std::string& file);

/// What the runs of a plan have together. Secrets that they use are asked for where there is a
/// terminal.
Result<scenario::RunOptions> runOptions(const scenario::RunPlan& plan, const VerifyValues& values);

} // namespace framescope::cli
