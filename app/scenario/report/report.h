// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "scenario/model/verdict.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace framescope::scenario::report {

/// A line of a report. All texts are plain and may hold anything; the writers escape them.
struct ReportCase
{
    std::string name;
    Outcome outcome = Outcome::Passed;
    std::string label = {};   ///< the outcome in a word, "non-strict"; empty: the outcome's own
    std::string message = {}; ///< why, in a sentence; may be empty
    std::vector<std::pair<std::string, std::string>> details = {}; ///< "expected" …, in any number
    Duration took{};
    std::string link = {};   ///< a file, as a relative or absolute path; empty: none
    bool remarkable = false; ///< it passed, but is worth a look
};

struct ReportGroup
{
    std::string name;
    std::string title = {}; ///< what it is about; may be empty
    std::vector<ReportCase> cases = {};
};

struct Report
{
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts = {}; ///< "URL", "Started" …
    std::vector<ReportGroup> groups = {};
    Timestamp started{};
};

/// Counts the cases with that outcome.
std::uint64_t count(const ReportGroup& group, Outcome outcome);
std::uint64_t count(const Report& report, Outcome outcome);
Duration timeOf(const ReportGroup& group);
std::string_view outcomeName(Outcome outcome); ///< "passed", "failed", "error", "skipped"

} // namespace framescope::scenario::report
