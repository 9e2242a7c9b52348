// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>

namespace framescope::filter {

/// Longest payload that is searched as a whole. Longer ones are searched in parts, so that memory
/// does not grow with them.
inline constexpr std::uint64_t LongestWhole = 16 * 1024 * 1024;

/// A part of a payload, with context from the parts before and after it.
struct PayloadPart
{
    ByteView bytes;
    std::size_t before = 0; ///< this many bytes at the beginning are context only
    std::size_t after = 0;  ///< this many bytes at the end are context only
};

} // namespace framescope::filter
