// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope::transcript {

/// Appends lines as `xxd` prints them: offset, 16 bytes in pairs, the same as ASCII.
void appendHexDump(std::string& to, ByteView bytes);

} // namespace framescope::transcript
