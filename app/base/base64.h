// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope {

/// With padding (RFC 4648 4).
void appendBase64(std::string& to, ByteView bytes);
std::string toBase64(ByteView bytes);

} // namespace framescope
