// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace framescope::cli {

/// The error with the option before the place that it names.
inline Error inOption(const std::string& option, Error error)
{
    error.where = option + (error.where.empty() ? "" : " ") + error.where;
    return error;
}

} // namespace framescope::cli
