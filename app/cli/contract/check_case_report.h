// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/contract/check_report.h"
#include "scenario/report/report.h"

#include <string>

namespace framescope::cli {

/// A test report: a case for each message of the contract, skipped if it was never seen, one for
/// messages that are none of these, and one for handshakes if it says something about them.
scenario::report::Report checkCases(const CheckCounts& counts, const contract::Document& contract,
                                    const std::string& recording);

} // namespace framescope::cli
