// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cli/exit_status.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/verify/verify_options.h"
#include "scenario/verify/run_options.h"
#include "scenario/verify/run_plan.h"
#include "scenario/verify/run_tally.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace framescope::cli {

class SignalWatcher;

/// The runs of a command `verify`: prints what becomes of each, then writes the reports.
class VerifyRun
{
public:
    VerifyRun(const VerifyOptions& options, scenario::RunPlan plan);

    /// Checks what can be before the first run: the files of reports, the folder of recordings.
    Result<void> prepare() const;
    /// Over sessions; until the end or a signal.
    void overSessions(const scenario::RunOptions& run, const SignalWatcher& signalWatcher);
    /// Against the recording.
    Result<void> offline(const scenario::RunOptions& run);
    /// Prints the sum and writes the reports.
    ExitStatus end();

private:
    Result<void> checkReplaced(const std::string& report, const char* option) const;
    void take(std::size_t number, const scenario::RunResult& result);
    void print(const scenario::RunTally& tally);
    void showProgress(const scenario::RunResult& last);
    Result<void> writeReports() const;
    std::string sum() const;
    ExitStatus status() const;

    const VerifyOptions& options_;
    const scenario::RunPlan plan_;
    const Timestamp started_;
    std::vector<scenario::RunTally> tallies_; ///< one for each planned run
    Output output_;
    ProgressLine progress_;
    collection::SecretValues secrets_; ///< of the runs
    std::set<std::string> remarks_;    ///< that were printed
    std::size_t done_ = 0;             ///< results so far
    std::size_t bad_ = 0;
    bool connectionFailed_ = false;
    bool isUnmet_ = false; ///< an expectation, other than that there is a connection
};

} // namespace framescope::cli
