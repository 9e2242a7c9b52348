// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>

namespace framescope::filter {

/// How many bytes of payload are looked at as a whole. Longer ones are looked through part by
/// part, so that memory does not grow with them.
inline constexpr std::uint64_t LongestWhole = 16 * 1024 * 1024;

/// A part of a payload, with the end of the part before it.
struct PayloadPart
{
    ByteView bytes;
    std::size_t before = 0; ///< of them at the begin only tell what stands before the part
    std::size_t after = 0;  ///< of them at the end only tell what follows it
};

} // namespace framescope::filter
