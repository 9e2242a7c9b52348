// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace framescope {

/// What is wrong with encoded bytes, and where.
struct DecodeFailure
{
    std::size_t offset = 0; ///< in bytes
    std::string what;       ///< what is wrong or was expected there
};

} // namespace framescope
