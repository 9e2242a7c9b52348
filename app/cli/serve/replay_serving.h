// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"
#include "cli/serve/server_arguments.h"

#include <string>

namespace CLI {
class Option;
}

namespace framescope::cli {

/// The arguments of serve --replay.
struct ReplayArguments
{
    std::string file;
    std::string pace = "cause";

    /// `others`: what is served instead.
    void addTo(CLI::App& command, CLI::Option& others);
};

/// Answers as in the recording until a signal comes.
ExitStatus serveReplay(const ReplayArguments& arguments, const ServerArguments& server);

} // namespace framescope::cli
