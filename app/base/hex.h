// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <string_view>

namespace framescope {

/// Bytes written in hex: "ca fe", "CAFE", "0xca,0xfe", "ca:fe". White space, commas, colons and 0x
/// prefixes between bytes are skipped. An error names the position of the first character that is
/// not a hex digit, or of a single digit without its second.
Result<Bytes> parseHex(std::string_view text);

} // namespace framescope
