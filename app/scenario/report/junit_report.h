// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/report/report.h"

#include <string>

namespace framescope::scenario::report {

/// The report as JUnit XML, which Jenkins, GitLab and others read: a test suite for each group.
std::string junitText(const Report& report);

} // namespace framescope::scenario::report
