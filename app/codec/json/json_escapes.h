// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope::codec {

/// The UTF-8 text of a JSON string; `quoted` includes its quotes. An unpaired surrogate stays an
/// escape; an invalid escape becomes its letter.
std::string unescape(ByteView quoted);

} // namespace framescope::codec
