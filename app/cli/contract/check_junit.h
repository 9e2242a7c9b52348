// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/contract/check_report.h"

#include <string>

namespace framescope::cli {

/// The result of `check` as JUnit XML: a test case for each message of the contract, skipped if it
/// was never seen, and one for messages that are none of them.
std::string checkJunit(const CheckCounts& counts, const contract::Document& contract,
                       const std::string& recording);

} // namespace framescope::cli
