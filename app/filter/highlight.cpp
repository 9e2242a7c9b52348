// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/highlight.h"

#include <algorithm>

namespace framescope::filter {

std::vector<Part> parts(std::string_view expression)
{
    constexpr std::string_view Space = " \t\r\n";
    std::vector<Part> result;
    std::size_t at = 0;
    while ((at = expression.find_first_not_of(Space, at)) != std::string_view::npos) {
        const std::size_t end = std::min(expression.find_first_of(Space, at), expression.size());
        result.push_back({Part::Kind::Word, at, end - at});
        at = end;
    }
    return result;
}

} // namespace framescope::filter
