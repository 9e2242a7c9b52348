// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <functional>
#include <string>
#include <vector>

namespace framescope::transcript {

/// What somebody other than the checks of RFC 6455 has found wrong with an event: a contract.
struct Finding
{
    std::string rule;    ///< "contract"
    std::string section; ///< where the rule stands
    std::string severity;
    std::string path; ///< of the value that is wrong, $.price
    std::string text;
};

/// Finds what is wrong with an event; empty if there is nothing to ask.
using FindFindings = std::function<std::vector<Finding>(EventId)>;

} // namespace framescope::transcript
