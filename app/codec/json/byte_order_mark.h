// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace framescope::codec {

/// The text without a U+FEFF at its start, which RFC 8259 8.1 lets readers ignore.
inline ByteView withoutByteOrderMark(ByteView text)
{
    const bool has = text.size() >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF;
    return has ? text.subspan(3) : text;
}

} // namespace framescope::codec
