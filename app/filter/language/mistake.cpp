// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/mistake.h"

namespace framescope::filter {

Mistake mistakeAt(std::size_t position, std::size_t length, std::string what, std::string hint)
{
    Mistake result;
    result.what = std::move(what);
    result.where = "character " + std::to_string(position + 1);
    result.hint = std::move(hint);
    result.position = position;
    result.length = length;
    return result;
}

} // namespace framescope::filter
