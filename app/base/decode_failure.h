// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace framescope {

/// An error in encoded bytes, and its place.
struct DecodeFailure
{
    std::size_t offset = 0; ///< in bytes, from 0
    std::string what;       ///< what is wrong, or what was expected there
};

} // namespace framescope
