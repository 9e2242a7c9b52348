// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>

#include <vector>

namespace framescope::present {

/// A value that bytes can have: a row of an inspector. Empty if there are too few bytes.
struct ByteValue
{
    QString name;
    QString little; ///< the first byte is the least significant
    QString big;    ///< the first byte is the most significant; empty if there is no byte order
};

/// Returns the values that begin with the first byte: integers of 8 to 64 bits with and without
/// sign, floats, the UTF-8 character, the bits, times since 1970. Uses at most eight bytes. The
/// rows are the same for any bytes.
std::vector<ByteValue> byteValues(ByteView bytes);

} // namespace framescope::present
