// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/case_result.h"
#include "scenario/report/report.h"

#include <string>

namespace framescope::scenario::probe {

/// What a probe found, for the writers of reports. `folder`: where the report will be, from which
/// recordings are linked; empty: their whole paths.
report::Report reportOf(const ProbeResult& result, const std::string& url, Timestamp started,
                        const std::string& folder);

/// "3 cases, 4 connections, 1.2 KB sent"
std::string loadText(const Load& load);

} // namespace framescope::scenario::probe
