// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/format/read_scenario.h"
#include "scenario/model/scenario.h"
#include "scenario/verify/scenario_files.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A scenario with the values of one row of its matrix.
struct PlannedRun
{
    std::shared_ptr<const Scenario> scenario;
    Values values;
    /// Whether its filters may be about places in a recording: a number, a time, a connection.
    bool asksForPlaces = false;
};

/// "codes.scenario.yaml [code=1001]".
std::string titleOf(const std::string& file, const Values& values);

/// The runs of files, in their order.
struct RunPlan
{
    struct Options
    {
        std::vector<std::string> tags = {};        ///< scenarios that have one of these; empty: all
        std::vector<std::string> otherTags = {};   ///< and none of these
        std::map<QString, QString> variables = {}; ///< of the environment and the command line
        /// Names whose value replaces a column of a matrix: those of the command line.
        std::map<QString, QString> fixed = {};
        /// Variables may have no value, unless they seem to be misspelt.
        bool mayLackValues = false;
        bool checksServers = false; ///< a file that plays the server may be named: it is only read
    };

    std::vector<PlannedRun> runs;
    std::vector<Error> mistakes;      ///< of each file in the order of their lines
    std::vector<Error> needs;         ///< what must be given to run, if values may be lacking
    std::vector<std::string> servers; ///< the files that play the server, which are not run
};

/// Reads the files. One that plays the server is a mistake if it is named, and left out otherwise.
RunPlan planOf(const std::vector<ScenarioFile>& files, const RunPlan::Options& options);

} // namespace framescope::scenario
