// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <string>

namespace framescope::filter {

/// What is wrong with an expression, and where in it. `hint` says what is understood there.
struct Mistake : Error
{
    std::size_t position = 0; ///< in bytes
    std::size_t length = 0;
};

/// `where` is made from the position.
Mistake mistakeAt(std::size_t position, std::size_t length, std::string what, std::string hint);

} // namespace framescope::filter
