// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::cli {

/// The exit status of framescope-cli.
enum class ExitStatus {
    Done = 0,
    Unmet = 1,      ///< an expectation of a scenario
    WrongUsage = 2, ///< or input that can't be used
    ConnectionFailed = 3,
};

} // namespace framescope::cli
