// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace framescope::scenario::report {

/// Writes a report to a file in one step, in place of one that is there.
Result<void> writeReport(const std::string& path, std::string_view text);

} // namespace framescope::scenario::report
