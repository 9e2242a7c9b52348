// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/report/report.h"

#include <string>

namespace framescope::scenario::report {

/// The report as an HTML page in one file, without scripts, light or dark as the reader's system.
std::string htmlText(const Report& report);

} // namespace framescope::scenario::report
