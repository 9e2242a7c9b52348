// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"
#include "cli/serve/client_verdicts.h"
#include "cli/serve/server_arguments.h"

#include <string>
#include <vector>

namespace CLI {
class Option;
}

namespace framescope::cli {

/// The arguments of serve SCENARIO.
struct ScenarioArguments
{
    std::vector<std::string> files;
    std::string environment;
    std::vector<std::string> variables; ///< "NAME=VALUE"

    /// `others`: what is served instead.
    void addTo(CLI::App& command, CLI::Option& others);
};

/// Plays the servers of the scenarios until a signal comes, or so many clients have left. Tells
/// what a client did otherwise than the scenario expects.
ExitStatus serveScenarios(const ScenarioArguments& arguments, const JudgingArguments& judging,
                          const ServerArguments& server);

} // namespace framescope::cli
