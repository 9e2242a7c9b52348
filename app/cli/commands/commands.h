// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"

namespace CLI {
class App;
}

namespace framescope::cli {

/// Each function adds a command to the program: its options, its help and its action. The action
/// leaves its exit status in `status`, which must outlive the parsing.
void addRecordCommand(CLI::App& program, ExitStatus& status);
void addShowCommand(CLI::App& program, ExitStatus& status);
void addExportCommand(CLI::App& program, ExitStatus& status);
void addProbeCommand(CLI::App& program, ExitStatus& status);
void addInferCommand(CLI::App& program, ExitStatus& status);
void addCheckCommand(CLI::App& program, ExitStatus& status);
void addServeCommand(CLI::App& program, ExitStatus& status);
void addCodesCommand(CLI::App& program, ExitStatus& status);
void addRulesCommand(CLI::App& program, ExitStatus& status);
void addFiltersCommand(CLI::App& program, ExitStatus& status);

} // namespace framescope::cli
