// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace framescope::cli {

/// Checks that the program may open as many files as its threads and sockets need (`ulimit -n`);
/// with fewer, libraries abort or wait forever.
Result<void> checkOpenFiles();

} // namespace framescope::cli
