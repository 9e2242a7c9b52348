// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <string_view>

namespace framescope {

/// Bytes written in hex: "ca fe", "CAFE", "0xca,0xfe", "ca:fe"; white space, commas, colons and
/// 0x prefixes are passed over between bytes. An error names the position of what is no hex
/// digit, or of where half a byte is left.
Result<Bytes> parseHex(std::string_view text);

} // namespace framescope
