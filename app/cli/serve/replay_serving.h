// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"
#include "cli/serve/server_arguments.h"

#include <string>

namespace framescope::cli {

/// The arguments of serve --replay.
struct ReplayArguments
{
    std::string file;
    std::string pace = "cause";

    void addTo(CLI::App& command);
};

/// Answers as in the recording until a signal comes.
ExitStatus serveReplay(const ReplayArguments& arguments, const ServerArguments& server);

} // namespace framescope::cli
