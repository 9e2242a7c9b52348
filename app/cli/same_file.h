// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace framescope::cli {

/// Whether two names are of one file, which may not exist yet.
bool isSameFile(const std::string& a, const std::string& b);

} // namespace framescope::cli
