// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>

#include <vector>

namespace framescope::present {

/// What bytes could mean: one row of an inspector. Empty where there are too few of them.
struct ByteValue
{
    QString name;
    QString little; ///< the first byte is the least significant
    QString big;    ///< the first byte is the most significant; empty where there is no order
};

/// The values that begin with the first byte: integers of 8 to 64 bits with and without sign,
/// floats, the UTF-8 character, the bits, times since 1970. At most eight bytes are looked at.
/// The rows are the same for any bytes.
std::vector<ByteValue> byteValues(ByteView bytes);

} // namespace framescope::present
