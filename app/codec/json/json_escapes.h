// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope::codec {

/// What becomes of an unpaired surrogate.
enum class Unpaired {
    Kept,    ///< it stays an escape
    Replaced ///< by U+FFFD
};

/// The UTF-8 text of a JSON string; `quoted` includes its quotes. An invalid escape becomes its
/// letter.
std::string unescape(ByteView quoted, Unpaired unpaired = Unpaired::Kept);

} // namespace framescope::codec
