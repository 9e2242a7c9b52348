// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/verify/report_files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace framescope::cli {

/// The options of `verify` as given on the command line.
struct VerifyOptions
{
    std::vector<std::string> files;     ///< and folders
    std::vector<std::string> variables; ///< NAME=VALUE
    std::string environment;            ///< a file; may be empty, as all of these
    std::vector<std::string> tags;
    std::vector<std::string> otherTags;
    ReportFiles reports;
    std::string evidence;         ///< a folder
    std::string offline;          ///< a recording
    std::uint32_t connection = 1; ///< of that
    std::uint32_t parallel = 1;
    std::uint64_t repeats = 1;
    bool failFast = false;
    bool check = false;
    bool list = false;
};

} // namespace framescope::cli
