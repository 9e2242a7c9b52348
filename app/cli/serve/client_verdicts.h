// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cli/exit_status.h"
#include "cli/verify/report_files.h"
#include "scenario/mock/mock.h"
#include "scenario/verify/run_tally.h"

#include <cstdint>
#include <vector>

namespace framescope::cli {

/// How a server judges its clients, as given on the command line.
struct JudgingArguments
{
    std::uint64_t clients = 0; ///< ends when so many have left; 0: never
    bool once = false;         ///< `clients` is 1
    ReportFiles reports;

    void addTo(CLI::App& command);
    bool areGiven() const { return clients > 0 || once || reports.areWanted(); }
};

/// Takes the verdicts on the clients of a server, and ends it when enough have left.
class ClientVerdicts
{
public:
    explicit ClientVerdicts(const JudgingArguments& arguments) : arguments_(arguments) {}

    void take(const scenario::Mock::Report& report);
    void left();
    /// Writes the reports. `served`: how serving ended.
    ExitStatus end(ExitStatus served);

private:
    const JudgingArguments& arguments_;
    const Timestamp started_ = now();
    std::uint64_t left_ = 0;
    bool allPassed_ = true;
    std::vector<scenario::RunTally> runs_;
};

} // namespace framescope::cli
