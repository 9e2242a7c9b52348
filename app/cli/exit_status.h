// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::cli {

/// The exit status of framescope-cli.
enum class ExitStatus {
    Done = 0,
    ExpectationFailed = 1,
    WrongUsage = 2, ///< or input that can't be used
    ConnectionFailed = 3,
};

} // namespace framescope::cli
