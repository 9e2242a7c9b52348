// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/timestamp_scale.h"

#include <algorithm>

namespace framescope::recording {

namespace {

__extension__ using Wide = __int128;

constexpr Wide NanosecondsPerSecond = 1'000'000'000;

Wide powerOf10(unsigned exponent)
{
    Wide power = 1;
    for (unsigned i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

Wide nanoseconds(std::uint64_t units, std::uint8_t resolution)
{
    const unsigned exponent = resolution & 0x7fU;
    const bool binary = (resolution & 0x80U) != 0;
    if (binary)
        return exponent < 64 ? units * NanosecondsPerSecond >> exponent : 0;
    if (exponent <= 9)
        return units * powerOf10(9 - exponent);
    // 64-bit numbers are less than 10^20.
    return exponent - 9 < 20 ? units / powerOf10(exponent - 9) : 0;
}

} // namespace

TimestampScale::TimestampScale(std::uint8_t resolution, std::int64_t offsetSeconds)
    : resolution_(resolution), offsetSeconds_(offsetSeconds),
      plain_(resolution == 9 && offsetSeconds == 0)
{
}

Timestamp TimestampScale::scaled(std::uint64_t units) const
{
    const Wide sum = nanoseconds(units, resolution_) + offsetSeconds_ * NanosecondsPerSecond;
    return Timestamp(Duration(static_cast<std::int64_t>(std::clamp<Wide>(sum, Earliest, Latest))));
}

} // namespace framescope::recording
