// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "scenario/verify/run_tally.h"

#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace framescope::cli {

/// The reports of runs that the command line asks for.
struct ReportFiles
{
    std::string junit; ///< may be empty, as the other
    std::string html;

    void addTo(CLI::App& command);
    bool areWanted() const { return !junit.empty() || !html.empty(); }
    /// Whether they can be written, as far as that is known before.
    Result<void> check() const;
    Result<void> write(const std::vector<scenario::RunTally>& runs, Timestamp started) const;
};

} // namespace framescope::cli
