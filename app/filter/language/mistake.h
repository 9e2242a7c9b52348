// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <string>
#include <utility>

namespace framescope::filter {

/// A mistake in an expression and its position. `hint` says what is valid there.
struct Mistake : Error
{
    std::size_t position = 0; ///< in bytes
    std::size_t length = 0;
    bool needsContract = false; ///< it is none where a contract is open
};

/// Makes a mistake whose `where` names the position.
inline Mistake mistakeAt(std::size_t position, std::size_t length, std::string what,
                         std::string hint)
{
    return {{std::move(what), "character " + std::to_string(position + 1), std::move(hint)},
            position,
            length};
}

} // namespace framescope::filter
