// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope::transcript {

/// Appends lines in the form of `xxd`: offset, 16 bytes in pairs, the same as ASCII.
/// `first`: the offset of the first byte.
void appendHexDump(std::string& to, ByteView bytes, std::uint64_t first = 0);

} // namespace framescope::transcript
