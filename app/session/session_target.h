// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "session/session_options.h"
#include "tap/upstream/target.h"

namespace framescope::session {

/// Checks options and reads the files they name. Each mistake is one sentence that says which
/// option it is about.
Result<tap::Target> targetFrom(const SessionOptions& options);

} // namespace framescope::session
