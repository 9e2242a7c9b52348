// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace framescope::cli {

/// Whether the system lets the program open as many files as threads and sockets need (`ulimit
/// -n`): without them libraries abort, or wait for what never comes.
Result<void> checkOpenFiles();

} // namespace framescope::cli
