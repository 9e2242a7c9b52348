// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope::codec {

/// What a JSON string says, in UTF-8; `quoted` has its quotes. A surrogate without its other half
/// stays as its escape, and what is no escape of JSON stands for its letter.
std::string unescape(ByteView quoted);

} // namespace framescope::codec
